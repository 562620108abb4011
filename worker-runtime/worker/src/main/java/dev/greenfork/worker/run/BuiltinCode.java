package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.tasks.TaskRegistry;

/** How the tasks that every worker has run (celery.app.builtins). Thread safe. */
final class BuiltinCode {

  private static final ObjectNode NO_KWARGS = JsonNodeFactory.instance.objectNode();

  private final TaskCode code;
  private final TaskRegistry registry;

  BuiltinCode(TaskCode code, TaskRegistry registry) {
    this.code = code;
    this.registry = registry;
  }

  Outcome call(TaskDefinition task, ArrayNode args, ObjectNode kwargs, TaskContext context) {
    return switch (task.name()) {
      case "celery.accumulate" -> accumulate(args, kwargs);
      case "celery.map" -> each(task, args, kwargs, context, false);
      case "celery.starmap" -> each(task, args, kwargs, context, true);
      // Redis forgets expired results by itself.
      case "celery.backend_cleanup" -> new Outcome.Success(NullNode.getInstance());
      // As in Celery: chains are sent step by step, never as this task.
      default -> failed("NotImplementedError", "chain is not a real task");
    };
  }

  private static Outcome accumulate(ArrayNode args, ObjectNode kwargs) {
    JsonNode index = kwargs.path("index");
    if (!index.isInt()) {
      return new Outcome.Success(args);
    }
    int at = index.intValue() < 0 ? args.size() + index.intValue() : index.intValue();
    JsonNode one = args.get(at);
    return one == null
        ? failed("IndexError", "tuple index out of range")
        : new Outcome.Success(one);
  }

  /** Calls a task with each item, one after the other; the first that fails ends it. */
  private Outcome each(
      TaskDefinition task, ArrayNode args, ObjectNode kwargs, TaskContext context, boolean spread) {
    JsonNode signature = args.isEmpty() ? kwargs.path("task") : args.get(0);
    JsonNode items = args.size() < 2 ? kwargs.path("it") : args.get(1);
    String name = signature.path("task").asText();
    TaskDefinition called = registry.find(name);
    if (!items.isArray() || !signature.path("task").isTextual()) {
      return failed("TypeError", task.name() + "() needs a task and a list of items");
    }
    if (called == null) {
      return failed("NotRegistered", name, "celery.exceptions");
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode(items.size());
    for (JsonNode item : items) {
      ArrayNode given =
          spread && item instanceof ArrayNode list
              ? list
              : JsonNodeFactory.instance.arrayNode(1).add(item);
      Outcome outcome = code.call(called, given, NO_KWARGS, context);
      if (!(outcome instanceof Outcome.Success(JsonNode result))) {
        return outcome;
      }
      results.add(result);
    }
    return new Outcome.Success(results);
  }

  private static Outcome failed(String type, String message) {
    return failed(type, message, "builtins");
  }

  private static Outcome failed(String type, String message, String module) {
    return new Outcome.Failure(
        ExceptionInfo.of(type, message, module), type + ": " + message + "\n", false);
  }
}
