package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes the shape of JSON by chance: other values, missing fields, fields of other messages. */
final class TreeMutator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final RandomGenerator random;

  TreeMutator(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Changes a copy of {@code original} in one to three places.
   *
   * @param donor where parts are taken from
   */
  JsonNode mutate(JsonNode original, JsonNode donor) {
    JsonNode changed = original.deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<JsonNode> containers = containers(changed);
      if (containers.isEmpty()) {
        return odd(donor);
      }
      switch (containers.get(random.nextInt(containers.size()))) {
        case ObjectNode object -> change(object, donor);
        case ArrayNode array -> change(array, donor);
        default -> throw new AssertionError("no container");
      }
    }
    return changed;
  }

  private void change(ObjectNode object, JsonNode donor) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name =
        names.isEmpty() || random.nextInt(10) == 0
            ? odd(donor).asText()
            : names.get(random.nextInt(names.size()));
    if (random.nextInt(5) == 0) {
      object.remove(name);
    } else {
      object.set(name, odd(donor));
    }
  }

  private void change(ArrayNode array, JsonNode donor) {
    int at = array.isEmpty() ? 0 : random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, odd(donor));
      case 2 -> {
        for (int i = random.nextInt(300); i >= 0 && !array.isEmpty(); i--) {
          array.add(array.get(Math.min(at, array.size() - 1)).deepCopy());
        }
      }
      default -> {
        if (!array.isEmpty()) {
          array.set(at, odd(donor));
        }
      }
    }
  }

  private JsonNode odd(JsonNode donor) {
    return switch (random.nextInt(18)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(-2, 3));
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(BigInteger.ONE.shiftLeft(random.nextInt(2_000)));
      case 5 -> JSON.numberNode(Double.longBitsToDouble(random.nextLong()));
      case 6 -> JSON.numberNode(Double.NaN);
      case 7 -> JSON.textNode("");
      case 8 -> JSON.textNode("x".repeat(random.nextInt(5_000)));
      case 9 -> JSON.textNode(String.valueOf((char) random.nextInt(0x10000)).repeat(3));
      case 10 -> JSON.arrayNode();
      case 11 -> JSON.objectNode();
      case 12 -> deep(random.nextInt(150));
      case 13 -> typed(donor);
      case 14 -> JSON.textNode("2026-11-23T06:45:44.8381864+99:00");
      case 15 -> JSON.textNode("celery.chord");
      default -> part(donor);
    };
  }

  private JsonNode part(JsonNode donor) {
    List<JsonNode> containers = containers(donor);
    return containers.isEmpty()
        ? donor.deepCopy()
        : containers.get(random.nextInt(containers.size())).deepCopy();
  }

  private JsonNode typed(JsonNode donor) {
    String[] types = {"datetime", "date", "time", "decimal", "uuid", "bytes", "base64", "odd"};
    ObjectNode typed = JSON.objectNode().put("__type__", types[random.nextInt(types.length)]);
    return random.nextBoolean()
        ? typed.put("__value__", "9".repeat(random.nextInt(60)))
        : typed.set("__value__", part(donor));
  }

  private static JsonNode deep(int levels) {
    ArrayNode outer = JSON.arrayNode();
    ArrayNode inner = outer;
    for (int i = 0; i < levels; i++) {
      inner = inner.addArray();
    }
    return outer;
  }

  private static List<JsonNode> containers(JsonNode root) {
    List<JsonNode> found = new ArrayList<>();
    if (root.isContainerNode()) {
      found.add(root);
    }
    for (int at = 0; at < found.size() && found.size() < 5_000; at++) {
      for (JsonNode child : found.get(at)) {
        if (child.isContainerNode()) {
          found.add(child);
        }
      }
    }
    return found;
  }
}
