package dev.greenfork.worker.tasks;

import dev.greenfork.worker.WorkerException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tasks of a worker and where their code is.
 *
 * @param loader sees the task classes
 * @param classPath of a process that is to see them too
 */
public record TaskSet(TaskRegistry registry, ClassLoader loader, String classPath) {

  /** The tasks that this process's class path holds. */
  public static TaskSet ofClassPath() {
    return of(List.of());
  }

  /**
   * The tasks of the class path and of these jars, or of the jars in these folders. The launcher
   * puts such jars on the class path already, where the JVM loads them fastest; those that it has
   * not are loaded beside it.
   *
   * @throws WorkerException if a path does not exist or an index cannot be read
   */
  public static TaskSet of(List<Path> jarsOrFolders) {
    String classPath = System.getProperty("java.class.path", "");
    Set<Path> present =
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .collect(Collectors.toSet());
    List<Path> missing = new ArrayList<>(jars(jarsOrFolders));
    missing.removeAll(present);
    ClassLoader own = TaskSet.class.getClassLoader();
    if (missing.isEmpty()) {
      return new TaskSet(TaskRegistry.load(own), own, classPath);
    }
    ClassLoader loader =
        new URLClassLoader(
            "greenfork-tasks", missing.stream().map(TaskSet::url).toArray(URL[]::new), own);
    String more =
        missing.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new TaskSet(TaskRegistry.load(loader), loader, classPath + File.pathSeparator + more);
  }

  private static Set<Path> jars(List<Path> jarsOrFolders) {
    Set<Path> jars = new TreeSet<>();
    for (Path path : jarsOrFolders) {
      Path absolute = path.toAbsolutePath().normalize();
      if (Files.isDirectory(absolute)) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(absolute, "*.jar")) {
          inside.forEach(jars::add);
        } catch (IOException e) {
          throw new WorkerException("The task folder " + path + " cannot be read.", e);
        }
      } else if (Files.isReadable(absolute)) {
        jars.add(absolute);
      } else {
        throw new WorkerException(
            "There is no readable task jar or folder %s; name one with --tasks.".formatted(path));
      }
    }
    return jars;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new WorkerException("The path " + jar + " is no URL.", e);
    }
  }
}
