package dev.greenfork.worker.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Reads a worker's metrics as Prometheus does. */
final class Metrics {

  private Metrics() {}

  /** The value of a metric without labels; NaN where there is none. */
  static double read(int port, String name) {
    try {
      URL url = URI.create("http://localhost:" + port + "/metrics").toURL();
      try (var in = url.openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith(name + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
            .findFirst()
            .orElse(Double.NaN);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
