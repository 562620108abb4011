package dev.greenfork.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.PythonTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes options as a signature has them, under the names of Celery's apply_async. */
final class OptionTrees {

  private OptionTrees() {}

  /** All but the stamps, which go to the parts of a workflow. */
  static ObjectNode of(SendOptions options, ObjectMapper mapper) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    text(tree, "queue", options.route().queue());
    if (options.route().priority() != null) {
      tree.put("priority", options.route().priority());
    }
    time(tree, "eta", options.when().eta());
    seconds(tree, "countdown", options.when().countdown());
    time(tree, "expires", options.when().expires());
    seconds(tree, "expires", options.when().expiresIn());
    seconds(tree, "time_limit", options.limits().hard());
    seconds(tree, "soft_time_limit", options.limits().soft());
    text(tree, "task_id", options.identity().taskId());
    text(tree, "shadow", options.identity().shownAs());
    if (options.identity().ignoreResult() != null) {
      tree.put("ignore_result", options.identity().ignoreResult());
    }
    if (!options.marks().headers().isEmpty()) {
      tree.set("headers", mapper.<JsonNode>valueToTree(options.marks().headers()));
    }
    return tree;
  }

  private static void text(ObjectNode tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  /** As kombu writes a datetime. */
  private static void time(ObjectNode tree, String name, @Nullable Instant value) {
    if (value != null) {
      tree.putObject(name).put("__type__", "datetime").put("__value__", PythonTime.format(value));
    }
  }

  private static void seconds(ObjectNode tree, String name, @Nullable Duration value) {
    if (value == null) {
      return;
    }
    if (value.toNanos() % 1_000_000_000 == 0) {
      tree.put(name, value.toSeconds());
    } else {
      tree.put(name, BigDecimal.valueOf(value.toNanos(), 9).doubleValue());
    }
  }
}
