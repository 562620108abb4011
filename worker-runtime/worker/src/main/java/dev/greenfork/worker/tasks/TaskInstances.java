package dev.greenfork.worker.tasks;

import dev.greenfork.task.TaskFactory;
import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.WorkerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one instance of each task class. All are made, and their classes initialised, one after the
 * other on the caller's thread: class initialisers that run in many virtual threads at once can
 * block all carriers.
 */
public final class TaskInstances implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TaskInstances.class);

  private final Map<Class<?>, Object> byClass = new HashMap<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();

  private final TaskRegistry registry;

  private TaskInstances(TaskRegistry registry) {
    this.registry = registry;
  }

  /**
   * Makes the instances of all tasks.
   *
   * @throws WorkerException if a class cannot be made; those made before are closed
   */
  public static TaskInstances make(TaskRegistry tasks, ClassLoader loader) {
    TaskInstances instances = new TaskInstances(tasks);
    try {
      List<TaskFactory> factories = new ArrayList<>();
      ServiceLoader.load(TaskFactory.class, loader).forEach(factories::add);
      factories.forEach(instances::own);
      for (TaskDefinition task : tasks.all()) {
        instances.byClass.computeIfAbsent(
            task.owner().type(), type -> instances.own(make(task.owner(), factories)));
      }
      return instances;
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      instances.close();
      throw e instanceof WorkerException known
          ? known
          : new WorkerException("A task class or factory cannot be loaded: " + e, e);
    }
  }

  /** The tasks that these are the instances of. */
  public TaskRegistry registry() {
    return registry;
  }

  /** The instance that runs this task. */
  public Object of(TaskDefinition task) {
    Object instance = byClass.get(task.owner().type());
    if (instance == null) {
      throw new IllegalStateException("No instance was made for task " + task.name() + ".");
    }
    return instance;
  }

  /** Closes every instance and factory that can be closed, the last made first. */
  @Override
  public void close() {
    for (AutoCloseable closeable : closeables.reversed()) {
      try {
        closeable.close();
      } catch (Exception e) {
        log.warn("{} could not be closed", closeable.getClass().getName(), e);
      }
    }
    closeables.clear();
  }

  private <T> T own(T made) {
    if (made instanceof AutoCloseable closeable) {
      closeables.add(closeable);
    }
    return made;
  }

  private static Object make(Owner owner, List<TaskFactory> factories) {
    Class<?> type = owner.type();
    try {
      for (TaskFactory factory : factories) {
        Optional<?> made = factory.make(type);
        if (made.isPresent()) {
          return made.get();
        }
      }
      Supplier<?> constructor = owner.constructor();
      if (constructor != null) {
        return constructor.get();
      }
    } catch (RuntimeException | LinkageError e) {
      throw new WorkerException(
          "Task class %s cannot be made: %s. The worker does not start without it."
              .formatted(type.getName(), e),
          e);
    }
    throw new WorkerException(
        ("Task class %s is @MadeByFactory, but no TaskFactory made it. Provide one and name it in"
                + " META-INF/services/dev.greenfork.task.TaskFactory.")
            .formatted(type.getName()));
  }
}
