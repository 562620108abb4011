package dev.greenfork.protocol;

/**
 * What a decoder takes at most.
 *
 * @param messageBytes size of a message as it lies on the broker, in bytes
 * @param bodyBytes size of a body after base64 and decompression, in bytes
 * @param depth nesting of arrays and objects
 */
public record Limits(int messageBytes, int bodyBytes, int depth) {

  /** 16 MiB of message, 16 MiB of body, 500 levels. */
  public static final Limits DEFAULT = new Limits(16 << 20, 16 << 20, 500);

  public Limits {
    if (messageBytes < 1 || bodyBytes < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1: message %d bytes, body %d bytes, depth %d"
              .formatted(messageBytes, bodyBytes, depth));
    }
  }
}
