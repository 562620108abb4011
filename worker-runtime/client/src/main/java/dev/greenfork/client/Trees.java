package dev.greenfork.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Maps what a caller gives to JSON. */
final class Trees {

  private Trees() {}

  /**
   * The JSON of these values.
   *
   * @throws ArgumentException if they cannot be written as JSON; it names the task
   */
  static <T extends JsonNode> T of(
      ObjectMapper mapper, TaskCall call, Object values, Class<T> type) {
    try {
      return type.cast(mapper.valueToTree(values));
    } catch (IllegalArgumentException e) {
      throw new ArgumentException(
          "the arguments of %s cannot be written as JSON: %s"
              .formatted(call.task(), e.getMessage()),
          e);
    }
  }
}
