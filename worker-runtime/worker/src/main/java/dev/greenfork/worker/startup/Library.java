package dev.greenfork.worker.startup;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the runtime's own jars lie. */
public final class Library {

  private Library() {}

  /** The folder of this class's jar; empty where it runs from a folder of classes. */
  public static Optional<Path> folder() {
    var source = Library.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      Path jar = Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
      return jar.toString().endsWith(".jar")
          ? Optional.ofNullable(jar.getParent())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
