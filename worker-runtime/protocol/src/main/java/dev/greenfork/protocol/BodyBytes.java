package dev.greenfork.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body text of an envelope into the bytes of its JSON: transport encoding first, then
 * compression.
 */
final class BodyBytes {

  private static final String JSON = "application/json";
  private static final String ZLIB = "application/x-gzip";

  private final int limit;

  BodyBytes(int limit) {
    this.limit = limit;
  }

  byte[] of(EnvelopeReader envelope) {
    requireJson(envelope.contentType, envelope.contentEncoding);
    byte[] bytes = decode(envelope.requiredBody(), envelope.properties.bodyEncoding);
    String compression = envelope.headers.compression;
    if (compression != null) {
      bytes = inflate(bytes, compression);
    }
    if (bytes.length > limit) {
      throw tooLarge();
    }
    return bytes;
  }

  private static void requireJson(@Nullable String type, @Nullable String encoding) {
    if (!JSON.equals(type)) {
      throw new Fault(
          Refusal.Reason.CONTENT_TYPE,
          "content type %s is not accepted, only %s".formatted(shown(type), JSON));
    }
    if (encoding != null && !encoding.equalsIgnoreCase("utf-8") && !encoding.equals("us-ascii")) {
      throw new Fault(
          Refusal.Reason.CONTENT_TYPE,
          "content encoding %s is not accepted, only utf-8".formatted(shown(encoding)));
    }
  }

  private static byte[] decode(String body, @Nullable String encoding) {
    if (encoding == null || encoding.isEmpty() || encoding.equals("utf-8")) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    if (!encoding.equals("base64")) {
      throw Fault.badValue(
          "property body_encoding", "is %s, not base64".formatted(shown(encoding)));
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new Fault(Refusal.Reason.BAD_BASE64, "the body is not base64: " + e.getMessage());
    }
  }

  // Celery calls both zlib and gzip application/x-gzip, and both are a zlib stream (RFC 1950).
  private byte[] inflate(byte[] packed, String compression) {
    if (!compression.equals(ZLIB)) {
      throw new Fault(
          Refusal.Reason.COMPRESSION,
          "compression %s is not accepted, only %s".formatted(shown(compression), ZLIB));
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      byte[] out = new byte[(int) Math.min(limit + 1L, Math.max(64L, packed.length * 4L))];
      int size = 0;
      while (!inflater.finished()) {
        if (size == out.length) {
          if (size > limit) {
            throw tooLarge();
          }
          out = Arrays.copyOf(out, (int) Math.min(limit + 1L, size * 2L));
        }
        int read = inflater.inflate(out, size, out.length - size);
        size += read;
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new Fault(Refusal.Reason.COMPRESSION, "the compressed body ends too early");
        }
      }
      return Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new Fault(Refusal.Reason.COMPRESSION, "the body is no zlib stream: " + e.getMessage());
    }
  }

  private Fault tooLarge() {
    return new Fault(Refusal.Reason.TOO_LARGE, "the body is larger than " + limit + " bytes");
  }

  private static String shown(@Nullable String text) {
    return text == null ? "null" : text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
