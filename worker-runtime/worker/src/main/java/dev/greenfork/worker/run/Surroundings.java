package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.task.TaskContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of a task besides its arguments, in a form that can be sent to a child
 * process.
 */
public final class Surroundings {

  private Surroundings() {}

  /** As JSON; empty where there is nothing that its id does not say. */
  public static String text(TaskHeaders headers) {
    return isPlain(headers) ? "" : tree(headers).toString();
  }

  /** As JSON. */
  public static ObjectNode tree(TaskHeaders headers) {
    Lineage lineage = headers.lineage();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("root", lineage.rootId());
    tree.put("parent", lineage.parentId());
    tree.put("group", lineage.group());
    tree.set("stamps", headers.stamps().values());
    ObjectNode user = tree.putObject("headers");
    headers.user().forEach(user::set);
    return tree;
  }

  static TaskContext.Position position(ObjectNode tree) {
    return new TaskContext.Position(text(tree, "root"), text(tree, "parent"), text(tree, "group"));
  }

  static Map<String, Object> map(ObjectNode tree, String field, ObjectMapper mapper) {
    if (!(tree.get(field) instanceof ObjectNode values)) {
      return Map.of();
    }
    return mapper.convertValue(
        values, mapper.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
  }

  private static boolean isPlain(TaskHeaders headers) {
    Lineage lineage = headers.lineage();
    boolean ownRoot = lineage.rootId() == null || lineage.rootId().equals(headers.id());
    return ownRoot
        && lineage.parentId() == null
        && lineage.group() == null
        && headers.stamps().values().isEmpty()
        && headers.user().isEmpty();
  }

  private static Optional<String> text(ObjectNode tree, String field) {
    @Nullable String text = tree.path(field).textValue();
    return Optional.ofNullable(text);
  }
}
