package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskMessage;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Brings plans into a form in which two can be compared: keys in order, ids numbered by their first
 * use, times only as there or not, null options left out.
 */
final class Normal {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MessageEncoder ENCODER = new MessageEncoder();
  private static final List<String> HEADERS =
      List.of(
          "task",
          "id",
          "group",
          "group_index",
          "root_id",
          "parent_id",
          "retries",
          "timelimit",
          "shadow",
          "ignore_result",
          "replaced_task_nesting",
          "stamped_headers",
          "stamps",
          "my");

  private final Map<String, String> ids = new HashMap<>();

  private Normal() {}

  static JsonNode plan(Plan plan) {
    ObjectNode all = NODES.objectNode();
    ArrayNode messages = all.putArray("messages");
    plan.messages().forEach(message -> messages.add(message(encoded(message))));
    ArrayNode keys = all.putArray("keys");
    for (JoinKey key : plan.keys()) {
      switch (key) {
        case JoinKey.Size(var group, var parts) ->
            keys.addArray().add("size").add(group).add(parts);
        case JoinKey.Members(var group, var result) ->
            keys.addArray().add("members").add(group).add(result.tuple());
      }
    }
    all.set("result", plan.result() == null ? null : plan.result().tuple());
    return new Normal().value(sorted(all));
  }

  static JsonNode golden(JsonNode golden) {
    ObjectNode all = NODES.objectNode();
    ArrayNode messages = all.putArray("messages");
    golden.get("messages").forEach(message -> messages.add(message(message)));
    all.set("keys", sorted(golden.get("keys")));
    all.set("result", golden.get("result"));
    return new Normal().value(sorted(all));
  }

  /** The message in the form of the golden file. */
  private static JsonNode encoded(TaskMessage message) {
    try {
      JsonNode envelope = MAPPER.readTree(ENCODER.encode(message));
      ObjectNode all = NODES.objectNode();
      all.set("headers", envelope.get("headers"));
      all.set("body", MAPPER.readTree(Base64.getDecoder().decode(envelope.get("body").asText())));
      ObjectNode properties = all.putObject("properties");
      properties.set("reply_to", envelope.at("/properties/reply_to"));
      properties.set("priority", envelope.at("/properties/priority"));
      properties.set("queue", envelope.at("/properties/delivery_info/routing_key"));
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode message(JsonNode message) {
    ObjectNode all = NODES.objectNode();
    ObjectNode headers = all.putObject("headers");
    HEADERS.forEach(name -> headers.set(name, message.at("/headers/" + name)));
    headers.put("eta", message.at("/headers/eta").isTextual());
    headers.put("expires", message.at("/headers/expires").isTextual());
    all.set("body", message.get("body"));
    for (String name : List.of("reply_to", "priority", "queue")) {
      all.set(name, message.at("/properties/" + name));
    }
    return all;
  }

  private JsonNode value(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode out = NODES.objectNode();
        object.properties().forEach(field -> out.set(field.getKey(), value(field.getValue())));
        yield out;
      }
      case ArrayNode array -> {
        ArrayNode out = NODES.arrayNode();
        array.forEach(one -> out.add(value(one)));
        yield out;
      }
      default ->
          node.isTextual() && ID.matcher(node.textValue()).matches()
              ? NODES.textNode(ids.computeIfAbsent(node.textValue(), _ -> "id-" + ids.size()))
              : node;
    };
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        // A keyword of Celery's own call that slips into the options of a chord in a chord.
        fields.remove("add_to_parent");
        ObjectNode out = NODES.objectNode();
        fields.forEach(
            (name, value) -> {
              if (!value.isNull() && !value.isMissingNode()) {
                out.set(name, value);
              }
            });
        yield out;
      }
      case ArrayNode array -> {
        ArrayNode out = NODES.arrayNode();
        array.forEach(one -> out.add(sorted(one)));
        yield out;
      }
      default -> node;
    };
  }
}
