package dev.greenfork.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Bytes captured from the stock Celery 5.7 client and worker, see golden/capture.py. */
final class Golden {

  /** Protocol 2 messages that a decoder accepts and an encoder writes again byte for byte. */
  static final List<String> REPRODUCIBLE =
      List.of("plain", "typed-and-linked", "chain", "chord", "chord-2", "stamped");

  static final List<String> RESULTS =
      List.of("success", "failure", "unknown", "expired", "parent", "child");

  private Golden() {}

  static byte[] message(String name) {
    return read("/golden/messages/" + name + ".json");
  }

  static byte[] result(String name) {
    return read("/golden/results/" + name + ".json");
  }

  /** An envelope of the exchange celeryev, see golden/capture_events.py. */
  static byte[] event(String name) {
    return read("/golden/events/" + name + ".json");
  }

  private static byte[] read(String path) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
