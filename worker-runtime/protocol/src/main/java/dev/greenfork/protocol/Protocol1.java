package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Reads protocol 1, where one mapping holds what protocol 2 divides between headers and body, and
 * the hybrid of protocol 2 headers with such a body. Its header-like fields have the same names and
 * types, so they go through the same reader (celery.worker.strategy).
 */
final class Protocol1 {

  private static final List<String> HEADERS =
      List.of(
          "lang",
          "task",
          "id",
          "root_id",
          "parent_id",
          "group",
          "group_index",
          "shadow",
          "eta",
          "expires",
          "retries",
          "timelimit",
          "argsrepr",
          "kwargsrepr",
          "origin");

  private Protocol1() {}

  /** Reads the header-like fields of this body into {@code headers}. */
  static void readHeaders(ObjectMapper mapper, ObjectNode body, HeaderReader headers)
      throws IOException {
    ObjectNode fields = mapper.createObjectNode();
    for (String name : HEADERS) {
      JsonNode value = body.get(name);
      if (value != null) {
        fields.set(name, value);
      }
    }
    JsonNode taskset = body.get("taskset");
    if (taskset != null && !taskset.isNull()) {
      fields.set("group", taskset);
    }
    if (body.path("utc").isBoolean() && !body.path("utc").booleanValue()) {
      localToOffset(fields, "eta");
      localToOffset(fields, "expires");
    }
    try (JsonParser parser = mapper.treeAsTokens(fields)) {
      parser.nextToken();
      Fields reader = new Fields(parser);
      headers.read(parser, reader);
      reader.check();
    }
  }

  /** The headers of a hybrid: those of the body, and over them those of the envelope. */
  static HeaderReader hybridHeaders(ObjectMapper mapper, byte[] envelope, ObjectNode body)
      throws IOException {
    EnvelopeReader again = new EnvelopeReader();
    readHeaders(mapper, body, again.headers);
    try (JsonParser parser = mapper.createParser(envelope)) {
      again.read(parser);
    }
    return again.headers;
  }

  /** A sender that does not use UTC means the time of its zone, which is taken to be ours. */
  private static void localToOffset(ObjectNode fields, String name) {
    try {
      LocalDateTime local = LocalDateTime.parse(fields.path(name).asText());
      fields.put(name, local.atZone(ZoneId.systemDefault()).toOffsetDateTime().toString());
    } catch (DateTimeException e) {
      // It has an offset, or is no time, which its reader will say.
    }
  }
}
