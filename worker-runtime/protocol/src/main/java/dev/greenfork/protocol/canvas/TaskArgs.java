package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Arguments that a caller adds to a signature's own: those by position come first.
 *
 * @param args by position
 * @param kwargs by name
 */
public record TaskArgs(ArrayNode args, ObjectNode kwargs) {

  /** None. */
  public static final TaskArgs NONE =
      new TaskArgs(JsonNodeFactory.instance.arrayNode(0), JsonNodeFactory.instance.objectNode());

  /** One, for example the result of the task before. */
  public static TaskArgs of(JsonNode value) {
    return new TaskArgs(JsonNodeFactory.instance.arrayNode(1).add(value), NONE.kwargs());
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return args.isEmpty() && kwargs.isEmpty();
  }
}
