package dev.greenfork.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to be sent.
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
    Options options) {

  /**
   * Where and when a task runs.
   *
   * @param queue name of the queue
   * @param priority 0 to 9; on Redis 0 is served first
   * @param eta not before, or null
   * @param expires not after, or null
   * @param hardLimit ended by force after this long, or null for the task's own limit
   * @param softLimit asked to end after this long, or null for the task's own limit
   */
  public record Options(
      String queue,
      int priority,
      @Nullable Instant eta,
      @Nullable Instant expires,
      @Nullable Duration hardLimit,
      @Nullable Duration softLimit) {

    /** Celery's default queue, at once, without limits. */
    public static final Options DEFAULT = new Options("celery", 0, null, null, null, null);
  }

  /** Positional arguments, to Celery's default queue. */
  public static TaskCall of(String task, @Nullable Object... args) {
    // Not List.of: an argument may be null.
    return new TaskCall(task, Arrays.asList(args.clone()), Map.of(), Options.DEFAULT);
  }

  public TaskCall onQueue(String queue) {
    return with(
        new Options(
            queue,
            options.priority,
            options.eta,
            options.expires,
            options.hardLimit,
            options.softLimit));
  }

  public TaskCall with(Options changed) {
    return new TaskCall(task, args, kwargs, changed);
  }

  public TaskCall withKwargs(Map<String, ? extends @Nullable Object> changed) {
    return new TaskCall(task, args, changed, options);
  }
}
