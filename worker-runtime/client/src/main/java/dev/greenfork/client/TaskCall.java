package dev.greenfork.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A task to be sent, known by its name only. Where its class is known, the stub that was made for
 * it is safer: the compiler checks arguments and result.
 *
 * @param task its registered name
 * @param args positional arguments, mapped by Jackson
 * @param kwargs keyword arguments, mapped by Jackson
 * @param options where and when
 */
public record TaskCall(
    String task,
    List<? extends @Nullable Object> args,
    Map<String, ? extends @Nullable Object> kwargs,
    SendOptions options) {

  public TaskCall {
    if (task.isBlank()) {
      throw new IllegalArgumentException("the name of the task is blank");
    }
  }

  /** Positional arguments, to Celery's default queue. */
  public static TaskCall of(String task, @Nullable Object... args) {
    // Not List.of: an argument may be null.
    return new TaskCall(task, Arrays.asList(args.clone()), Map.of(), SendOptions.DEFAULT);
  }

  /** The same to this queue. */
  public TaskCall onQueue(String queue) {
    return with(options.queue(queue));
  }

  /** The same with these options. */
  public TaskCall with(SendOptions changed) {
    return new TaskCall(task, args, kwargs, changed);
  }

  /** The same with other options: {@code call.with(o -> o.priority(3).countdown(pause))}. */
  public TaskCall with(UnaryOperator<SendOptions> change) {
    return with(change.apply(options));
  }

  /** The same with these arguments by name. */
  public TaskCall withKwargs(Map<String, ? extends @Nullable Object> changed) {
    return new TaskCall(task, args, changed, options);
  }
}
