package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One command of remote control. Called on the control thread; must be quick. */
@FunctionalInterface
interface Command {

  /**
   * Does what is asked.
   *
   * @return what is answered
   * @throws CommandException if it cannot be done, which is the answer then
   */
  JsonNode run(Arguments arguments);

  /** {@code {"ok": value}}. */
  static ObjectNode ok(String value) {
    return JsonNodeFactory.instance.objectNode().put("ok", value);
  }

  /** {@code {"error": value}}. */
  static ObjectNode error(String value) {
    return JsonNodeFactory.instance.objectNode().put("error", value);
  }
}
