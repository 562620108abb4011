package dev.greenfork.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task to be run somewhere, some time: its name, arguments and queue.
 *
 * @param args arguments by position, mapped by Jackson
 * @param kwargs arguments by name, mapped by Jackson
 * @param queue where to send it; absent: the queue that the sending task came from
 * @param alone whether it refuses the result of the task before it in a workflow (Celery's
 *     immutable signature)
 */
public record Call(
    String task,
    List<? extends @Nullable Object> args,
    Map<String, ? extends @Nullable Object> kwargs,
    Optional<String> queue,
    boolean alone)
    implements Workflow {

  /** A call that takes the result of the task before it. */
  public Call(
      String task,
      List<? extends @Nullable Object> args,
      Map<String, ? extends @Nullable Object> kwargs,
      Optional<String> queue) {
    this(task, args, kwargs, queue, false);
  }

  public Call {
    if (task.isBlank()) {
      throw new IllegalArgumentException("A call needs the name of a task.");
    }
    Objects.requireNonNull(args, "args");
    Objects.requireNonNull(kwargs, "kwargs");
    Objects.requireNonNull(queue, "queue");
  }

  /** A call with arguments by position. */
  public static Call of(String task, @Nullable Object... args) {
    return new Call(task, Arrays.asList(args.clone()), Map.of(), Optional.empty());
  }

  /** The same call with arguments by name besides. */
  public Call with(Map<String, ? extends @Nullable Object> named) {
    return new Call(task, args, named, queue, alone);
  }

  /** The same call, sent to {@code name}. */
  public Call to(String name) {
    return new Call(task, args, kwargs, Optional.of(name), alone);
  }

  /** The same call, which refuses the result of the task before it in a workflow. */
  public Call asImmutable() {
    return new Call(task, args, kwargs, queue, true);
  }
}
