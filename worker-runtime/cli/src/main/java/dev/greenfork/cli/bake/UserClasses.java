package dev.greenfork.cli.bake;

import dev.greenfork.worker.startup.Library;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The classes of the jars on the class path that are not the runtime's own. */
final class UserClasses {

  /** About what a cache of 200 MB holds; who brings more has libraries that few starts need. */
  private static final int MOST = 20_000;

  private UserClasses() {}

  /**
   * Loads them without initialising them, so that none of their code runs. What cannot be loaded,
   * because an optional library is absent, is left out.
   */
  static void load() {
    Optional<Path> library = Library.folder();
    int left = MOST;
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry).toAbsolutePath().normalize();
      boolean own = library.isPresent() && jar.startsWith(library.get());
      if (!own && entry.endsWith(".jar")) {
        List<String> names = classes(jar);
        names.stream().limit(left).forEach(UserClasses::load);
        left = Math.max(0, left - names.size());
      }
    }
  }

  private static List<String> classes(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .filter(name -> !name.equals("module-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The jar " + jar + " cannot be read.", e);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, UserClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Nobody who runs could load it either.
    }
  }
}
