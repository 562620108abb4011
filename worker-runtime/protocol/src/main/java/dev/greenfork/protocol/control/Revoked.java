package dev.greenfork.protocol.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the commands that revoke name (celery.worker.control). */
public final class Revoked {

  private Revoked() {}

  /**
   * The ids that {@code revoke} and {@code terminate} name: one text or a list.
   *
   * @throws IllegalArgumentException if they are neither, with a sentence that says so
   */
  public static Set<String> ids(ObjectNode arguments) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode id : each(arguments.path("task_id"))) {
      if (!id.isTextual()) {
        throw new IllegalArgumentException("task_id must be a text or a list of texts");
      }
      ids.add(id.textValue());
    }
    return ids;
  }

  /**
   * The stamps that {@code revoke_by_stamped_headers} names, each value as JSON text by the stamp's
   * name. Celery takes an object or a list of {@code name=value}.
   *
   * @throws IllegalArgumentException if they are neither, with a sentence that says so
   */
  public static Map<String, List<String>> stamps(ObjectNode arguments) {
    JsonNode headers = arguments.path("headers");
    Map<String, List<String>> stamps = new LinkedHashMap<>();
    if (headers instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        List<String> values = new ArrayList<>();
        each(entry.getValue()).forEach(value -> values.add(value.toString()));
        stamps.put(entry.getKey(), values);
      }
      return stamps;
    }
    for (JsonNode pair : each(headers)) {
      String[] parts = pair.isTextual() ? pair.textValue().split("=", 2) : new String[0];
      if (parts.length < 2) {
        throw new IllegalArgumentException("headers must be an object or a list of name=value");
      }
      String value = JsonNodeFactory.instance.textNode(parts[1]).toString();
      stamps.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(value);
    }
    return stamps;
  }

  private static Iterable<JsonNode> each(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    return value.isArray() ? value : List.of(value);
  }
}
