package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/**
 * Finds a {@code redis-server}: the one on the search path, else one that a library jar carries.
 */
final class RedisBinary {

  private static final Map<String, String> CARRIED =
      Map.of(
          "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
          "linux-aarch64", "redis-server-6.2.7-linux-arm64",
          "mac-x86_64", "redis-server-6.2.6-v5-darwin-amd64",
          "mac-aarch64", "redis-server-6.2.6-v5-darwin-arm64");

  private RedisBinary() {}

  /**
   * The binary to start.
   *
   * @param folder where a carried one is unpacked to
   */
  static Path find(Path folder) {
    return Executables.onPath("redis-server").orElseGet(() -> unpack(folder));
  }

  /** Unpacks the carried binary for this machine. */
  static Path unpack(Path folder) {
    String name = CARRIED.get(machine());
    if (name == null) {
      throw new LocalException(
          "There is no redis-server on the path, and none is carried for %s: install one (apt-get install redis-server)."
              .formatted(machine()));
    }
    Path file = folder.resolve("redis-server");
    try (InputStream carried = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (carried == null) {
        throw new LocalException(
            "There is no redis-server on the path, and this installation carries none: install one (apt-get install redis-server).");
      }
      Files.copy(carried, file, StandardCopyOption.REPLACE_EXISTING);
      if (!file.toFile().setExecutable(true, true)) {
        throw new IOException("it cannot be made executable");
      }
      return file;
    } catch (IOException e) {
      throw new LocalException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String machine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String name = system.startsWith("mac") ? "mac" : system.replace(' ', '-');
    return name + "-" + System.getProperty("os.arch", "");
  }
}
