package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads protocol 1: one mapping holds what protocol 2 divides between headers and body. Its
 * header-like fields have the same names and types, so they go through the same reader.
 */
final class Protocol1 {

  private Protocol1() {}

  /** Reads the header-like fields of this body into {@code headers}. */
  static void readHeaders(ObjectMapper mapper, ObjectNode body, HeaderReader headers)
      throws IOException {
    ObjectNode fields = mapper.createObjectNode();
    for (String name : new String[] {"task", "id", "group", "group_index", "retries", "eta"}) {
      copy(body, name, fields);
    }
    copy(body, "expires", fields);
    copy(body, "timelimit", fields);
    JsonNode taskset = body.get("taskset");
    if (taskset != null && !taskset.isNull()) {
      fields.set("group", taskset);
    }
    if (!fields.has("task")) {
      throw new Fault(
          Refusal.Reason.UNKNOWN_FORMAT, "neither the headers nor the body name a task");
    }
    try (JsonParser parser = mapper.treeAsTokens(fields)) {
      parser.nextToken();
      Fields reader = new Fields(parser);
      headers.read(parser, reader);
      reader.check();
    }
  }

  private static void copy(ObjectNode from, String name, ObjectNode to) {
    JsonNode value = from.get(name);
    if (value != null) {
      to.set(name, value);
    }
  }
}
