package dev.greenfork.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.Opened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what was published on {@code celeryev}: one event or a list of them. Thread safe. */
public final class EventDecoder {

  /**
   * What one message held.
   *
   * @param events those that make sense, in their order
   * @param faults a sentence for each that does not
   */
  public record Batch(List<Event> events, List<String> faults) {

    public Batch {
      events = List.copyOf(events);
      faults = List.copyOf(faults);
    }
  }

  /** Python's last second, and far beyond any clock that is only wrong. */
  private static final double MOST_SECONDS = 253_402_300_799.0;

  private final Envelopes envelopes;

  public EventDecoder(Limits limits) {
    this.envelopes = new Envelopes(limits);
  }

  /** Reads one message. Never throws on what stands in it. */
  public Batch decode(byte[] envelope) {
    return switch (envelopes.open(envelope)) {
      case Opened.Refused(var refusal) -> new Batch(List.of(), List.of(refusal.detail()));
      case Opened.Content(var _, ArrayNode list) -> all(list);
      case Opened.Content(var _, JsonNode one) -> all(List.of(one));
    };
  }

  private static Batch all(Iterable<JsonNode> nodes) {
    List<Event> events = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (JsonNode node : nodes) {
      String fault = fault(node);
      if (fault.isEmpty()) {
        events.add(event((ObjectNode) node));
      } else {
        faults.add(fault);
      }
    }
    return new Batch(events, faults);
  }

  /** What every monitor needs, celery.events.state; empty if it is all there. */
  private static String fault(JsonNode node) {
    if (!node.isObject()) {
      return "an event is no JSON object";
    }
    JsonNode type = node.path("type");
    if (!type.isTextual() || type.textValue().isEmpty()) {
      return "an event has no type";
    }
    if (!node.path("hostname").isTextual()) {
      return "a %s has no hostname".formatted(type.textValue());
    }
    double time = node.path("timestamp").asDouble(Double.NaN);
    if (!node.path("timestamp").isNumber() || !(time >= 0 && time <= MOST_SECONDS)) {
      return "a %s of %s has no usable timestamp"
          .formatted(type.textValue(), node.path("hostname").textValue());
    }
    if (type.textValue().startsWith("task-") && node.path("uuid").textValue() == null) {
      return "a %s of %s names no task"
          .formatted(type.textValue(), node.path("hostname").textValue());
    }
    return "";
  }

  private static Event event(ObjectNode node) {
    double seconds = node.path("timestamp").doubleValue();
    long whole = (long) Math.floor(seconds);
    Instant time = Instant.ofEpochSecond(whole, (long) ((seconds - whole) * 1e9));
    return new Event(node.path("type").textValue(), node.path("hostname").textValue(), time, node);
  }
}
