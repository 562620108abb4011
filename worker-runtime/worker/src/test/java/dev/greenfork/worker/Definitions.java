package dev.greenfork.worker;

import dev.greenfork.task.Ack;
import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import java.util.List;

/** Makes task definitions without the annotation processor. */
public final class Definitions {

  /** The class of all tasks made here. */
  public static final class Tasks {}

  private Definitions() {}

  public static TaskDefinition task(
      String name, TaskDefinition.Invoker body, Parameter... parameters) {
    return new TaskDefinition(
        name, TaskOptions.DEFAULT, new Owner(Tasks.class, Tasks::new), List.of(parameters), body);
  }

  public static TaskDefinition early(TaskDefinition task) {
    return with(task, TaskOptions.of(task.kind(), Ack.EARLY));
  }

  public static TaskDefinition with(TaskDefinition task, TaskOptions options) {
    return new TaskDefinition(
        task.name(), options, task.owner(), task.parameters(), task.invoker());
  }

  public static Parameter parameter(String name, Class<?> type) {
    return new Parameter(name, type, null);
  }

  public static Parameter optional(String name, Class<?> type) {
    return new Parameter(name, type, "null");
  }
}
