package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.TaskArgs;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.tasks.Builtins;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the tasks that hear of a failure (celery.backends.base, _call_task_errbacks). A task of
 * this worker that takes more than one argument gets the request, the exception and the traceback;
 * all others, those of other workers among them, get the failed task's id. Thread safe.
 *
 * <p>Celery calls the first kind in the worker itself. Here it is a message as well, to the queue
 * that the failed task came from: it goes out together with the failure, so it cannot be lost, and
 * it has limits, retries and a slot like every other run.
 */
final class Errbacks {

  private static final Logger log = LoggerFactory.getLogger("greenfork.task");
  private static final int DETAILS = 3;

  private final Planner planner;
  private final Wire wire;
  private final TaskRegistry registry;

  Errbacks(Planner planner, Wire wire, TaskRegistry registry) {
    this.planner = planner;
    this.wire = wire;
    this.registry = registry;
  }

  /** Sends them. Wrong signatures among them are logged. */
  void send(@Nullable JsonNode errbacks, Failed failed, Effects effects) {
    ArrayNode plain = JsonNodeFactory.instance.arrayNode();
    for (JsonNode errback : list(errbacks)) {
      int taken = taken(errback);
      try {
        if (taken > 1) {
          detailed(errback, failed, Math.min(taken, DETAILS), effects);
        } else {
          plain.add(errback);
        }
      } catch (BadSignatureException e) {
        complain(failed, e);
      }
    }
    if (!plain.isEmpty()) {
      try {
        wire.add(planner.afterFailure(plain, failed.id(), failed.place()), effects);
      } catch (BadSignatureException e) {
        complain(failed, e);
      }
    }
  }

  private void detailed(JsonNode errback, Failed failed, int taken, Effects effects) {
    ArrayNode all = failed.details();
    ArrayNode given = JsonNodeFactory.instance.arrayNode(taken);
    for (int i = 0; i < taken; i++) {
      given.add(all.get(i));
    }
    TaskArgs args = new TaskArgs(given, TaskArgs.NONE.kwargs());
    Place place = failed.place();
    wire.add(planner.afterFailure(errback, args, place, failed.queue()), effects);
  }

  /** How many arguments it takes besides those that it has; 1 where that is not known here. */
  private int taken(JsonNode errback) {
    @Nullable TaskDefinition task = registry.find(errback.path("task").asText());
    if (task == null || Builtins.isOne(task) || errback.path("immutable").asBoolean()) {
      return 1;
    }
    Set<String> names = task.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    long named =
        errback.path("kwargs").propertyStream().filter(f -> names.contains(f.getKey())).count();
    return task.parameters().size() - errback.path("args").size() - (int) named;
  }

  private static void complain(Failed failed, BadSignatureException e) {
    log.error("An error callback of task {} is not run: {}", failed.id(), e.getMessage());
  }

  private static ArrayNode list(@Nullable JsonNode errbacks) {
    return switch (errbacks) {
      case ArrayNode list -> list;
      case ObjectNode one -> JsonNodeFactory.instance.arrayNode().add(one);
      case null, default -> JsonNodeFactory.instance.arrayNode();
    };
  }
}
