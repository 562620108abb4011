package dev.greenfork.worker.tasks;

import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that every Celery worker has (celery.app.builtins). They are found by name but not
 * listed among the application's; how they run is said where tasks are called.
 */
public final class Builtins {

  private static final Map<String, TaskDefinition> BY_NAME =
      List.of(
              "celery.accumulate",
              "celery.backend_cleanup",
              "celery.chain",
              "celery.chord",
              "celery.chord_unlock",
              "celery.chunks",
              "celery.group",
              "celery.map",
              "celery.starmap")
          .stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Builtins::definition));

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

  private static TaskDefinition definition(String name) {
    return new TaskDefinition(
        name,
        TaskOptions.DEFAULT,
        new Owner(Builtins.class, null),
        List.of(),
        (self, arguments) -> {
          throw new IllegalStateException(name + " is not called like the application's tasks");
        });
  }
}
