package dev.greenfork.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the stock Celery 5.7 publishes, see golden/capture_events.py. */
final class GoldenEvents {

  private GoldenEvents() {}

  static byte[] envelope(String name) {
    String path = "/golden/events/" + name + ".json";
    try (InputStream in =
        Objects.requireNonNull(GoldenEvents.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one event in an envelope. */
  static JsonNode event(byte[] envelope) {
    JsonNode body = content(envelope).body();
    return body.isArray() ? body.get(0) : body;
  }

  static Opened.Content content(byte[] envelope) {
    return (Opened.Content) new Envelopes(Limits.DEFAULT).open(envelope);
  }

  /** The names of the fields, each with the type of its value. */
  static Map<String, String> shape(JsonNode event) {
    Map<String, String> shape = new TreeMap<>();
    event.properties().forEach(field -> shape.put(field.getKey(), type(field.getValue())));
    return shape;
  }

  private static String type(JsonNode value) {
    return value.isFloatingPointNumber()
        ? "float"
        : value.isIntegralNumber() ? "int" : value.getNodeType().name();
  }
}
