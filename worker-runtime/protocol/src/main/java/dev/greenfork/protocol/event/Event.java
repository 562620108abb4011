package dev.greenfork.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An event that was received, from any kind of node.
 *
 * @param type for example {@code task-started}
 * @param hostname the node that it is about
 * @param time at the sender
 * @param fields all fields as they came, those above included
 */
public record Event(String type, String hostname, Instant time, ObjectNode fields) {

  /** Whether it is about a task; then it has an {@link #uuid}. */
  public boolean isTask() {
    return type.startsWith("task-");
  }

  /** The id of the task that it is about; empty in other events. */
  public String uuid() {
    return text("uuid").orElse("");
  }

  /** A text field. */
  public Optional<String> text(String field) {
    JsonNode value = fields.get(field);
    return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** A field that is a number. */
  public OptionalDouble number(String field) {
    JsonNode value = fields.get(field);
    return value != null && value.isNumber()
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }
}
