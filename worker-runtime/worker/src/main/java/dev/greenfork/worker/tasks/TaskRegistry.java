package dev.greenfork.worker.tasks;

import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.WorkerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All known tasks by name. Immutable. */
public final class TaskRegistry {

  private final Map<String, TaskDefinition> byName;

  private TaskRegistry(Map<String, TaskDefinition> byName) {
    this.byName = byName;
  }

  /**
   * The tasks of every index that {@code loader} sees.
   *
   * @throws WorkerException if an index cannot be read or two tasks have one name
   */
  public static TaskRegistry load(ClassLoader loader) {
    List<TaskDefinition> tasks = new ArrayList<>();
    try {
      for (TaskIndex index : ServiceLoader.load(TaskIndex.class, loader)) {
        tasks.addAll(index.tasks());
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new WorkerException(
          "A task index on the class path cannot be loaded (%s). Build the task jar with the same"
                  .formatted(e)
              + " version of Greenfork, and put the jars that it needs beside it.",
          e);
    }
    return of(tasks);
  }

  /** A registry of just these tasks. */
  public static TaskRegistry of(Collection<TaskDefinition> tasks) {
    Map<String, TaskDefinition> byName = new TreeMap<>();
    for (TaskDefinition task : tasks) {
      TaskDefinition other = byName.putIfAbsent(task.name(), task);
      if (other != null) {
        throw new WorkerException(
            "Two tasks are named \"%s\": one in %s, one in %s. Rename one of them."
                .formatted(task.name(), place(other), place(task)));
      }
    }
    return new TaskRegistry(byName);
  }

  /** The task of this name, Celery's own included; null where there is none. */
  public @Nullable TaskDefinition find(String name) {
    TaskDefinition task = byName.get(name);
    return task == null ? Builtins.find(name) : task;
  }

  /** All tasks of the application, by name. */
  public Collection<TaskDefinition> all() {
    return byName.values();
  }

  private static String place(TaskDefinition task) {
    Class<?> type = task.owner().type();
    var source = type.getProtectionDomain().getCodeSource();
    return type.getName() + (source == null ? "" : " (" + source.getLocation().getPath() + ")");
  }
}
