package dev.greenfork.protocol.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.CeleryJson;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the events of one node as Celery does, but without {@code utcoffset}: receivers would move
 * the times of a node in another zone by it (reference 4.2). Thread safe.
 */
public final class EventEncoder {

  /** The exchange of all events. */
  public static final String EXCHANGE = "celeryev";

  /** The routing key of lists of task events. */
  public static final String TASKS = "task.multi";

  private final String node;
  private final long pid;
  private final ObjectNode headers;
  private final ObjectMapper mapper = CeleryJson.mapper(Limits.DEFAULT);
  private final Envelopes envelopes = new Envelopes(Limits.DEFAULT);

  /**
   * @param node the sender's name, {@code celery@host}; gossip reads it from the headers
   */
  public EventEncoder(String node, long pid) {
    this.node = node;
    this.pid = pid;
    this.headers = JsonNodeFactory.instance.objectNode().put("hostname", node);
  }

  /** The routing key of events of this type. */
  public static String routingKey(String type) {
    return type.replace('-', '.');
  }

  /** An envelope for {@link #TASKS} with all of these, in this order. */
  public byte[] tasks(List<Stamped<TaskEvent>> events) {
    return seal(
        TASKS,
        json -> {
          json.writeStartArray();
          for (Stamped<TaskEvent> event : events) {
            task(json, event);
          }
          json.writeEndArray();
        });
  }

  /**
   * An envelope for the key of their type with events that are all of one: the event itself if it
   * is only one, as clients send it, else a list.
   */
  public byte[] sent(List<Stamped<TaskEvent>> events) {
    return seal(
        routingKey(events.getFirst().what().type()),
        json -> {
          if (events.size() > 1) {
            json.writeStartArray();
          }
          for (Stamped<TaskEvent> event : events) {
            task(json, event);
          }
          if (events.size() > 1) {
            json.writeEndArray();
          }
        });
  }

  /** An envelope with what the worker says of itself, for the key of its type. */
  public byte[] worker(Stamped<WorkerEvent> event) {
    String type = event.what().kind().type();
    return seal(
        routingKey(type),
        json -> {
          start(json, event);
          WorkerFields.write(json, event.what());
          end(json, event, type);
        });
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private byte[] seal(String routingKey, Body body) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(2048)) {
      try (JsonGenerator json = CeleryJson.pythonGenerator(mapper, out)) {
        body.write(json);
      }
      return envelopes.seal(EXCHANGE, routingKey, headers, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private void task(JsonGenerator json, Stamped<TaskEvent> event) throws IOException {
    start(json, event);
    TaskFields.write(json, event.what());
    end(json, event, event.what().type());
  }

  private void start(JsonGenerator json, Stamped<?> event) throws IOException {
    json.writeStartObject();
    json.writeStringField("hostname", node);
    json.writeNumberField("pid", pid);
    json.writeNumberField("clock", event.clock());
  }

  private static void end(JsonGenerator json, Stamped<?> event, String type) throws IOException {
    Instant time = event.time();
    json.writeFieldName("timestamp");
    json.writeNumber(seconds(time));
    json.writeStringField("type", type);
    json.writeEndObject();
  }

  /** Plain digits: Java would write so large a number with an exponent. */
  private static String seconds(Instant time) {
    long micros = time.getNano() / 1000;
    String digits = Long.toString(1_000_000 + micros);
    return time.getEpochSecond() + "." + digits.substring(1);
  }
}
