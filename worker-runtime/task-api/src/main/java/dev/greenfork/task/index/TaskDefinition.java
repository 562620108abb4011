package dev.greenfork.task.index;

import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task: what its author declared and how to call it. */
public record TaskDefinition(
    String name, TaskOptions options, Owner owner, List<Parameter> parameters, Invoker invoker) {

  public TaskDefinition {
    parameters = List.copyOf(parameters);
  }

  /** What it mostly does. */
  public Kind kind() {
    return options.kind();
  }

  /** When its message is acknowledged. */
  public Ack ack() {
    return options.ack();
  }

  /** Calls the task's method directly. */
  @FunctionalInterface
  public interface Invoker {

    /**
     * Runs the task on this thread.
     *
     * @param self the instance of the task class
     * @param arguments one value per parameter, of the parameter's type; a primitive's is boxed
     * @return the result; null for a void method
     * @throws Exception whatever the task throws
     */
    @Nullable Object invoke(Object self, @Nullable Object[] arguments) throws Exception;
  }
}
