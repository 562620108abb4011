package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for repeated entries in lists that promise to have none ({@code set}, {@code map}). */
final class ListPromises {

  private final List<Problem> problems = new ArrayList<>();

  private ListPromises() {}

  static List<Problem> check(Schema schema, JsonNode object) {
    ListPromises promises = new ListPromises();
    promises.walk(schema, "", object);
    return promises.problems;
  }

  private void walk(Schema schema, String path, JsonNode value) {
    if (value.isArray()) {
      unique(schema, path, value);
      schema
          .items()
          .ifPresent(
              items -> {
                for (int i = 0; i < value.size(); i++) {
                  walk(items, path + "[" + i + "]", value.path(i));
                }
              });
    }
    for (var field : value.properties()) {
      String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      schema.field(field.getKey()).ifPresent(s -> walk(s, inner, field.getValue()));
    }
  }

  private void unique(Schema schema, String path, JsonNode list) {
    boolean byKeys = schema.listType().equals("map");
    if (!byKeys && !schema.listType().equals("set")) {
      return;
    }
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String at = path + "[" + i + "]";
      JsonNode item = list.path(i);
      if (byKeys && !item.isObject()) {
        problems.add(Problem.invalid(at, item, "must be an object for an array of list-type map"));
        continue;
      }
      JsonNode identity = byKeys ? keys(schema.listMapKeys(), item) : item;
      if (!seen.add(identity)) {
        problems.add(Problem.duplicate(at, identity));
      }
    }
  }

  private static ObjectNode keys(List<String> names, JsonNode item) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (item.has(name)) {
        keys.set(name, item.path(name));
      }
    }
    return keys;
  }
}
