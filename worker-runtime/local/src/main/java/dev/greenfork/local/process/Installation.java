package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this installation starts a worker.
 *
 * @param launcher {@code bin/greenfork}
 */
public record Installation(Path launcher) {

  /** The variable with the launcher's path, for whoever runs this class from elsewhere. */
  private static final String VARIABLE = "GREENFORK_LAUNCHER";

  /**
   * The installation that this class is in.
   *
   * @throws LocalException if it is in none
   */
  public static Installation find() {
    String given = System.getenv(VARIABLE);
    Path launcher = given == null ? besides(jar()) : Path.of(given);
    if (!Files.isExecutable(launcher)) {
      throw new LocalException(
          "Workers are started by %s, which is not there: build it with `make dist`, or name a launcher in %s."
              .formatted(launcher, VARIABLE));
    }
    return new Installation(launcher.toAbsolutePath());
  }

  /** This jar lies in {@code lib/local/}. */
  private static Path besides(Path jar) {
    return jar.resolve("../../../bin/greenfork").normalize();
  }

  private static Path jar() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new LocalException("The installation is damaged: " + e.getMessage(), e);
    }
  }
}
