package dev.greenfork.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body text of an envelope into the bytes of its JSON: transport encoding first, then
 * compression.
 */
final class BodyBytes {

  private static final String JSON = "application/json";

  private final int limit;
  private final Decompression decompression;

  BodyBytes(int limit) {
    this.limit = limit;
    this.decompression = new Decompression(limit);
  }

  byte[] of(EnvelopeReader envelope) {
    requireJson(envelope.contentType, envelope.contentEncoding);
    byte[] bytes = decode(envelope.requiredBody(), envelope.properties.bodyEncoding);
    String compression = envelope.headers.compression;
    if (compression != null) {
      return decompression.unpack(bytes, compression);
    }
    if (bytes.length > limit) {
      throw new Fault(
          Refusal.Reason.TOO_LARGE,
          "the body has %d bytes, more than %d".formatted(bytes.length, limit));
    }
    return bytes;
  }

  private static void requireJson(@Nullable String type, @Nullable String encoding) {
    if (!JSON.equals(type)) {
      throw new Fault(
          Refusal.Reason.CONTENT_TYPE,
          "content type %s is not accepted, only %s".formatted(Fault.shown(type), JSON));
    }
    if (encoding != null && !encoding.equalsIgnoreCase("utf-8") && !encoding.equals("us-ascii")) {
      throw new Fault(
          Refusal.Reason.CONTENT_TYPE,
          "content encoding %s is not accepted, only utf-8".formatted(Fault.shown(encoding)));
    }
  }

  private static byte[] decode(String body, @Nullable String encoding) {
    if (encoding == null || encoding.isEmpty() || encoding.equals("utf-8")) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    if (!encoding.equals("base64")) {
      throw Fault.badValue(
          "property body_encoding", "is %s, not base64".formatted(Fault.shown(encoding)));
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new Fault(Refusal.Reason.BAD_BASE64, "the body is not base64");
    }
  }
}
