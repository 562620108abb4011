package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Reads a body's tree: protocol 2, and the hybrid of protocol 2 headers with a protocol 1 body. */
final class BodyReader {

  private BodyReader() {}

  static TaskBody read(JsonNode root) {
    if (root instanceof ArrayNode array) {
      if (array.size() != 3) {
        throw Fault.wrongType("the body", "a list of three: args, kwargs, embed");
      }
      return new TaskBody(args(array.get(0)), kwargs(array.get(1)), embed(array.get(2)));
    }
    if (root instanceof ObjectNode object && object.has("args")) {
      return hybrid(object);
    }
    throw Fault.wrongType("the body", "a list of three: args, kwargs, embed");
  }

  /** The arguments and follow-up work of a body that is a mapping. */
  static TaskBody hybrid(ObjectNode body) {
    return new TaskBody(
        args(body.path("args")),
        kwargs(body.path("kwargs")),
        new Embed(
            list(body.get("callbacks"), "callbacks"),
            list(body.get("errbacks"), "errbacks"),
            list(body.get("chain"), "chain"),
            object(body.get("chord"), "chord")));
  }

  private static ArrayNode args(JsonNode node) {
    ArrayNode args = list(node.isMissingNode() ? null : node, "args");
    return args == null ? JsonNodeFactory.instance.arrayNode(0) : args;
  }

  private static ObjectNode kwargs(JsonNode node) {
    ObjectNode kwargs = object(node.isMissingNode() ? null : node, "kwargs");
    return kwargs == null ? JsonNodeFactory.instance.objectNode() : kwargs;
  }

  private static Embed embed(JsonNode node) {
    ObjectNode embed = object(node, "embed");
    if (embed == null) {
      return Embed.NONE;
    }
    ArrayNode callbacks = list(embed.get("callbacks"), "embed.callbacks");
    ArrayNode errbacks = list(embed.get("errbacks"), "embed.errbacks");
    ArrayNode chain = list(embed.get("chain"), "embed.chain");
    ObjectNode chord = object(embed.get("chord"), "embed.chord");
    return callbacks == null && errbacks == null && chain == null && chord == null
        ? Embed.NONE
        : new Embed(callbacks, errbacks, chain, chord);
  }

  private static @Nullable ArrayNode list(@Nullable JsonNode node, String field) {
    return switch (node) {
      case null -> null;
      case NullNode none -> null;
      case ArrayNode array -> array;
      default -> throw Fault.wrongType(field, "a list");
    };
  }

  private static @Nullable ObjectNode object(@Nullable JsonNode node, String field) {
    return switch (node) {
      case null -> null;
      case NullNode none -> null;
      case ObjectNode object -> object;
      default -> throw Fault.wrongType(field, "a mapping");
    };
  }
}
