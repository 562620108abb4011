package dev.greenfork.cli.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import java.time.Instant;
import java.util.List;

/** Makes events for tests. */
public final class Told {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Told() {}

  /** An event of {@code node} with these fields, as JSON without the braces. */
  public static Event event(String type, String node, String fields) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree("{" + fields + "}");
      tree.put("type", type).put("hostname", node);
      return new Event(type, node, Instant.parse("2026-11-23T10:00:00.123Z"), tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static EventDecoder.Batch batch(Event... events) {
    return new EventDecoder.Batch(List.of(events), List.of());
  }
}
