package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes signatures as JSON trees without loss. What it has read, the planner can plan:
 * every signature inside is checked as well. Thread safe.
 */
public final class SignatureCodec {

  private static final Set<String> FIELDS =
      Set.of("task", "args", "kwargs", "options", "subtask_type", "immutable");

  private SignatureCodec() {}

  /** Reads a signature and checks all that it holds. Never throws. */
  public static SignatureReading read(JsonNode tree) {
    try {
      new SignatureCheck().check(tree, "the signature", 0);
      return new SignatureReading.Read(unchecked((ObjectNode) tree));
    } catch (BadSignatureException e) {
      return new SignatureReading.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** The JSON of a signature: Celery's six fields, then those that it does not define. */
  public static ObjectNode write(Signature signature) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("task", signature.task());
    tree.set("args", signature.args());
    tree.set("kwargs", signature.kwargs());
    tree.set("options", signature.options());
    tree.put("subtask_type", signature.subtaskType());
    tree.put("immutable", signature.immutable());
    tree.setAll(signature.other());
    return tree;
  }

  /** The record of a tree that was checked before. */
  static Signature unchecked(ObjectNode tree) {
    ObjectNode other = JsonNodeFactory.instance.objectNode();
    tree.properties().stream()
        .filter(field -> !FIELDS.contains(field.getKey()))
        .forEach(field -> other.set(field.getKey(), field.getValue()));
    return new Signature(
        tree.path("task").asText(),
        tree.get("args") instanceof ArrayNode args ? args : JsonNodeFactory.instance.arrayNode(0),
        object(tree.get("kwargs")),
        object(tree.get("options")),
        tree.path("subtask_type").textValue(),
        tree.path("immutable").asBoolean(false),
        other);
  }

  private static ObjectNode object(@Nullable JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
