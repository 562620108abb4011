package dev.greenfork.worker.startup;

import dev.greenfork.worker.WorkerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Refuses task jars that bring a package of the runtime's own jars. One class path serves both, so
 * such a jar would run with a mixture of two versions, which fails late and without a clear cause.
 */
public final class PackageClash {

  private PackageClash() {}

  /**
   * Looks through a class path.
   *
   * @param classPath as in {@code java.class.path}
   * @param library the folder of the runtime's jars; every other jar is a task jar
   * @throws WorkerException naming the package and both jars
   */
  public static void check(String classPath, Path library) {
    Set<Path> own = new LinkedHashSet<>();
    Set<Path> foreign = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry).toAbsolutePath().normalize();
      if (entry.endsWith(".jar")) {
        (library.equals(jar.getParent()) ? own : foreign).add(jar);
      }
    }
    if (foreign.isEmpty()) {
      return;
    }
    Map<String, Path> taken = new HashMap<>();
    for (Path jar : own) {
      packages(jar).forEach(name -> taken.putIfAbsent(name, jar));
    }
    for (Path jar : foreign) {
      for (String name : packages(jar)) {
        Path other = taken.get(name);
        if (other != null) {
          throw new WorkerException(
              ("Task jar %s brings package %s, which the worker has in %s. Leave it out of the task"
                      + " jar (scope provided) and take its version from greenfork-bom, or relocate"
                      + " it.")
                  .formatted(jar, name.replace('/', '.'), other));
        }
      }
    }
  }

  private static Set<String> packages(Path jar) {
    Set<String> packages = new HashSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      var entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        int end = name.lastIndexOf('/');
        if (end > 0 && name.endsWith(".class") && !name.startsWith("META-INF/")) {
          packages.add(name.substring(0, end));
        }
      }
    } catch (IOException e) {
      throw new WorkerException(
          "Jar %s on the class path cannot be read: %s".formatted(jar, e.getMessage()), e);
    }
    return packages;
  }
}
