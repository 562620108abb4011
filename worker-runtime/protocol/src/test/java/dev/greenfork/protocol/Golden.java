package dev.greenfork.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Bytes captured from the stock Celery 5.7 client and worker, see golden/capture.py. */
final class Golden {

  /** Protocol 2 messages that a decoder accepts and an encoder writes again byte for byte. */
  static final List<String> REPRODUCIBLE =
      List.of(
          "plain",
          "typed-and-linked",
          "typed",
          "odd-text",
          "unknown-type",
          "chain",
          "chord",
          "chord-2",
          "nested-canvas",
          "chunks",
          "chunks-2",
          "lineage",
          "stamped");

  /**
   * Messages that a decoder accepts but that are not written again: packed, or of old protocols.
   */
  static final List<String> READABLE =
      List.of(
          "all-options",
          "bzip2",
          "zstd",
          "retried",
          "protocol-1",
          "protocol-1-chain",
          "protocol-1-chord",
          "protocol-1-chord-2");

  static final List<String> REFUSED = List.of("pickle", "lzma");

  static final List<String> RESULTS =
      List.of("success", "failure", "unknown", "expired", "parent", "child", "typed", "retry");

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

  /** A small body, as base64, that unpacks to five million bytes. */
  static String bomb(String method) {
    return new String(read("/golden/bombs/" + method + ".txt"), StandardCharsets.US_ASCII);
  }

  private static byte[] read(String path) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
