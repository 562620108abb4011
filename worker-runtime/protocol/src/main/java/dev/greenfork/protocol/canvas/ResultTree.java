package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow will leave: the id of one task, or of a group and its members, and what ran
 * before it. Celery's {@code AsyncResult} and {@code GroupResult} without the waiting.
 *
 * @param id of the task or the group
 * @param parent the result of the step before; null for the first
 * @param children the members of a group; null for a task
 */
public record ResultTree(
    String id, @Nullable ResultTree parent, @Nullable List<ResultTree> children) {

  private static final int DEEPEST = 1000;

  /** Whether it is that of a group. */
  public boolean isGroup() {
    return children != null;
  }

  /** Celery's form in a stored result: {@code [[id, parent], null or children]}. */
  public ArrayNode tuple() {
    List<ResultTree> line = new ArrayList<>();
    for (ResultTree node = this; node != null; node = node.parent()) {
      line.add(node);
    }
    ArrayNode tuple = null;
    for (ResultTree node : line.reversed()) {
      ArrayNode own = JsonNodeFactory.instance.arrayNode(2);
      ArrayNode start = own.addArray().add(node.id());
      if (tuple == null) {
        start.addNull();
      } else {
        start.add(tuple);
      }
      List<ResultTree> members = node.children();
      if (members == null) {
        own.addNull();
      } else {
        ArrayNode list = own.addArray();
        members.forEach(member -> list.add(member.tuple()));
      }
      tuple = own;
    }
    return tuple == null ? JsonNodeFactory.instance.arrayNode() : tuple;
  }

  /** Reads that form; empty if it is something else. */
  public static Optional<ResultTree> read(JsonNode tuple) {
    return Optional.ofNullable(read(tuple, 0));
  }

  private static @Nullable ResultTree read(JsonNode tuple, int depth) {
    JsonNode start = tuple.path(0);
    if (depth > DEEPEST || !start.path(0).isTextual()) {
      return null;
    }
    JsonNode before = start.path(1);
    ResultTree parent = before.isArray() ? read(before, depth + 1) : null;
    if (!tuple.path(1).isArray()) {
      return new ResultTree(start.get(0).textValue(), parent, null);
    }
    List<ResultTree> children = new ArrayList<>();
    for (JsonNode child : tuple.get(1)) {
      ResultTree read = read(child, depth + 1);
      if (read == null) {
        return null;
      }
      children.add(read);
    }
    return new ResultTree(start.get(0).textValue(), parent, children);
  }
}
