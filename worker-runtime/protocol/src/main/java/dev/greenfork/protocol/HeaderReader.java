package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers object of one message, field by field as they come (Celery protocol 2,
 * headers).
 */
final class HeaderReader {

  /** Ids and names become keys, and stand in every log line: longer ones are no names. */
  private static final int MOST_CHARACTERS = 1_000;

  @Nullable String id;
  @Nullable String task;
  @Nullable String compression;
  boolean redelivered;

  /** Whether there is a header {@code task}, which makes it protocol 2. */
  boolean namesTask;

  private @Nullable String lang;
  private @Nullable String shadow;
  private @Nullable String node;
  private @Nullable String argsRepr;
  private @Nullable String kwargsRepr;
  private @Nullable String group;
  private @Nullable Integer groupIndex;
  private @Nullable String rootId;
  private @Nullable String parentId;
  private int nesting;
  private int retries;
  private @Nullable Instant eta;
  private @Nullable Instant expires;
  private @Nullable Duration hardLimit;
  private @Nullable Duration softLimit;
  private @Nullable Boolean ignoreResult;
  private @Nullable List<String> stampNames;
  private @Nullable ObjectNode stamps;
  private @Nullable Map<String, JsonNode> user;

  /** The parser stands on the start of the object. */
  void read(JsonParser parser, Fields fields) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "task" -> {
          namesTask = true;
          task = fields.text("header task");
        }
        case "id" -> id = fields.text("header id");
        case "lang" -> lang = fields.text("header lang");
        case "shadow" -> shadow = fields.text("header shadow");
        case "origin" -> node = fields.text("header origin");
        case "argsrepr" -> argsRepr = fields.text("header argsrepr");
        case "kwargsrepr" -> kwargsRepr = fields.text("header kwargsrepr");
        case "group" -> group = fields.text("header group");
        case "group_index" -> groupIndex = fields.integer("header group_index");
        case "root_id" -> rootId = fields.text("header root_id");
        case "parent_id" -> parentId = fields.text("header parent_id");
        case "replaced_task_nesting" -> nesting = fields.count("header replaced_task_nesting");
        case "retries" -> retries = fields.count("header retries");
        case "eta" -> eta = fields.time("header eta");
        case "expires" -> expires = fields.time("header expires");
        case "timelimit" -> limits(parser, fields);
        case "ignore_result" -> ignoreResult = fields.bool("header ignore_result");
        case "stamped_headers" -> stampNames = fields.texts("header stamped_headers");
        case "stamps" -> stamps = fields.object("header stamps");
        case "compression" -> compression = fields.text("header compression");
        case "redelivered" -> redelivered = Boolean.TRUE.equals(fields.bool("header redelivered"));
        default -> keep(name, fields.tree());
      }
    }
  }

  /** The headers of a protocol 2 message. */
  TaskHeaders toHeaders() {
    if (task == null || task.isEmpty()) {
      throw Fault.badValue("header task", "is null or empty");
    }
    if (id == null) {
      throw Fault.missing("header id");
    }
    if (id.isEmpty()) {
      throw Fault.badValue("header id", "is empty");
    }
    if (id.length() > MOST_CHARACTERS || task.length() > MOST_CHARACTERS) {
      throw Fault.badValue(
          id.length() > MOST_CHARACTERS ? "header id" : "header task",
          "is longer than %d characters".formatted(MOST_CHARACTERS));
    }
    return new TaskHeaders(
        task,
        id,
        new Lineage(rootId, parentId, group, groupIndex, nesting),
        retries == 0 && eta == null && expires == null && hardLimit == null && softLimit == null
            ? Timing.NOW
            : new Timing(retries, eta, expires, hardLimit, softLimit),
        new Origin(lang, node, shadow, argsRepr, kwargsRepr),
        ignoreResult,
        stampNames == null && (stamps == null || stamps.isEmpty())
            ? Stamps.NONE
            : new Stamps(stampNames, stamps == null ? Stamps.NONE.values() : stamps),
        user == null ? Map.of() : user);
  }

  // The hard limit comes first, whatever the protocol page says: both ends of Celery's code do it
  // so.
  private void limits(JsonParser parser, Fields fields) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      fields.note(Fault.wrongType("header timelimit", "a list of two"));
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Duration limit = fields.seconds("header timelimit");
      if (count == 0) {
        hardLimit = limit;
      } else {
        softLimit = limit;
      }
      count++;
    }
    if (count != 2) {
      fields.note(Fault.wrongType("header timelimit", "a list of two"));
    }
  }

  private void keep(String name, JsonNode value) {
    if (user == null) {
      user = new LinkedHashMap<>();
    }
    user.put(name, value);
  }
}
