package dev.greenfork.worker.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that every Celery worker has (celery.app.builtins). They are found by name but not
 * listed among the application's; how they run is said where tasks are called.
 */
public final class Builtins {

  /** Polls the parts of a chord and starts its body. */
  public static final String CHORD_UNLOCK = "celery.chord_unlock";

  /** Starts a task for each few items. */
  public static final String CHUNKS = "celery.chunks";

  /** Starts the members of a group. */
  public static final String GROUP = "celery.group";

  /** Starts a chord. */
  public static final String CHORD = "celery.chord";

  private static final Set<String> COORDINATING = Set.of(CHORD_UNLOCK, CHUNKS, GROUP, CHORD);

  private static final Map<String, TaskDefinition> BY_NAME =
      Stream.of(
              definition("celery.accumulate"),
              definition("celery.backend_cleanup"),
              definition("celery.chain"),
              definition(
                  CHORD, "header", "body", "partial_args=[]", "interval=null", "countdown=1"),
              unstored(
                  definition(
                      CHORD_UNLOCK,
                      "group_id",
                      "callback",
                      "interval=null",
                      "max_retries=null",
                      "result=null")),
              definition(CHUNKS, "task", "it", "n"),
              definition(
                  GROUP, "tasks", "result", "group_id", "partial_args", "add_to_parent=true"),
              definition("celery.map"),
              definition("celery.starmap"))
          .collect(Collectors.toUnmodifiableMap(TaskDefinition::name, Function.identity()));

  private Builtins() {}

  /** The names of all of them. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  static @Nullable TaskDefinition find(String name) {
    return BY_NAME.get(name);
  }

  /** Whether this is one of them. */
  public static boolean isOne(TaskDefinition task) {
    return task.owner().type() == Builtins.class;
  }

  /** Whether it only looks at results and sends tasks, so that it needs no place in the pool. */
  public static boolean coordinates(TaskDefinition task) {
    return isOne(task) && COORDINATING.contains(task.name());
  }

  private static TaskDefinition definition(String name, String... parameters) {
    return new TaskDefinition(
        name,
        TaskOptions.DEFAULT,
        new Owner(Builtins.class, null),
        Arrays.stream(parameters).map(Builtins::parameter).toList(),
        (self, arguments) -> {
          throw new IllegalStateException(name + " is not called like the application's tasks");
        });
  }

  private static TaskDefinition unstored(TaskDefinition task) {
    TaskOptions options =
        new TaskOptions(
            Kind.AUTO,
            Ack.LATE,
            TaskOptions.RetryPolicy.DEFAULT,
            TaskOptions.RunLimits.NONE,
            new TaskOptions.Storing(true, false));
    return new TaskDefinition(
        task.name(), options, task.owner(), task.parameters(), task.invoker());
  }

  private static Parameter parameter(String text) {
    List<String> parts = List.of(text.split("=", 2));
    return new Parameter(parts.getFirst(), JsonNode.class, parts.size() < 2 ? null : parts.get(1));
  }
}
