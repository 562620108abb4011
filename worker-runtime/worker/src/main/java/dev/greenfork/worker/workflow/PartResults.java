package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.canvas.ResultTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the parts of a chord ended, each as Celery's record {@code [1, id, state, result]}, and the
 * argument of the body that is made of them. For one join.
 */
final class PartResults {

  private final Map<String, JsonNode> ended = new HashMap<>();

  void add(JsonNode part) {
    ended.put(part.path(1).asText(), part);
  }

  /** Adds what is stored of a task under its id. */
  void add(String id, JsonNode meta) {
    add(
        JsonNodeFactory.instance
            .arrayNode(4)
            .add(1)
            .add(id)
            .add(meta.path("status").asText())
            .add(meta.path("result")));
  }

  /** The tasks of this tree of which nothing was added, in their order. */
  List<String> missing(ResultTree tree) {
    List<String> missing = new ArrayList<>();
    leaves(tree, missing);
    return missing;
  }

  /**
   * The results in the form of the tree.
   *
   * @throws ChordFailure if one failed, was revoked or is missing
   */
  JsonNode values(ResultTree tree) {
    List<ResultTree> children = tree.children();
    if (children == null) {
      JsonNode part = ended.get(tree.id());
      if (part == null) {
        throw ChordFailure.of("Join error: no result of task " + tree.id() + " is stored");
      }
      return value(part);
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(children.size());
    children.forEach(child -> all.add(values(child)));
    return all;
  }

  /**
   * The result of one part.
   *
   * @throws ChordFailure if it failed or was revoked
   */
  static JsonNode value(JsonNode part) {
    String state = part.path(2).asText();
    if (state.equals("FAILURE") || state.equals("REVOKED")) {
      throw ChordFailure.dependency(part.path(1).asText(), part.path(3));
    }
    return part.path(3);
  }

  private void leaves(ResultTree tree, List<String> missing) {
    List<ResultTree> children = tree.children();
    if (children != null) {
      children.forEach(child -> leaves(child, missing));
    } else if (!ended.containsKey(tree.id())) {
      missing.add(tree.id());
    }
  }
}
