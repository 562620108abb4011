package dev.greenfork.task.index;

import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Requires;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the author of a task declared about how it is to be run. */
public record TaskOptions(
    Kind kind, Ack ack, RetryPolicy retries, RunLimits limits, Storing storing, Requires requires) {

  /** What holds where nothing is declared. */
  public static final TaskOptions DEFAULT = of(Kind.AUTO, Ack.LATE);

  /** Of a task that either type of pool may run. */
  public TaskOptions(Kind kind, Ack ack, RetryPolicy retries, RunLimits limits, Storing storing) {
    this(kind, ack, retries, limits, storing, Requires.NOTHING);
  }

  /** Only kind and acknowledgement declared. */
  public static TaskOptions of(Kind kind, Ack ack) {
    return new TaskOptions(kind, ack, RetryPolicy.DEFAULT, RunLimits.NONE, Storing.DEFAULT);
  }

  /**
   * When and how often a task is run again.
   *
   * @param retryFor exceptions after which it is run again
   * @param dontRetryFor exceptions that fail at once nevertheless
   * @param maxRetries how often at most; -1 for ever
   * @param delay the pause where nothing else says one
   * @param backoff the growing pause for {@code retryFor}; null for {@code delay}
   */
  public record RetryPolicy(
      List<Class<? extends Throwable>> retryFor,
      List<Class<? extends Throwable>> dontRetryFor,
      int maxRetries,
      Duration delay,
      @Nullable Backoff backoff) {

    /** Celery's: three times, three minutes apart, and only when the task asks for it. */
    public static final RetryPolicy DEFAULT =
        new RetryPolicy(List.of(), List.of(), 3, Duration.ofMinutes(3), null);

    public RetryPolicy {
      retryFor = List.copyOf(retryFor);
      dontRetryFor = List.copyOf(dontRetryFor);
    }
  }

  /**
   * A pause that doubles with each retry.
   *
   * @param first before the first retry, at least one second (Celery's {@code retry_backoff})
   * @param max the longest
   * @param jitter whether it is chosen at random between zero and its length
   */
  public record Backoff(Duration first, Duration max, boolean jitter) {}

  /**
   * Bounds of its runs.
   *
   * @param soft null for the pool's
   * @param hard null for the pool's
   * @param rate how often it starts; null for no limit
   * @param resource what it shares with other tasks; null for nothing
   */
  public record RunLimits(
      @Nullable Duration soft,
      @Nullable Duration hard,
      @Nullable RateLimit rate,
      @Nullable ResourceLimit resource) {

    /** No limit. */
    public static final RunLimits NONE = new RunLimits(null, null, null);

    /** Without a resource. */
    public RunLimits(@Nullable Duration soft, @Nullable Duration hard, @Nullable RateLimit rate) {
      this(soft, hard, rate, null);
    }
  }

  /**
   * What is stored and told of its runs.
   *
   * @param ignoreResult nothing, unless the message says otherwise
   * @param trackStarted also that it has begun
   * @param sendEvents whether monitors are told of them
   */
  public record Storing(boolean ignoreResult, boolean trackStarted, boolean sendEvents) {

    /** Results, but not the start; monitors are told. */
    public static final Storing DEFAULT = new Storing(false, false);

    /** Monitors are told. */
    public Storing(boolean ignoreResult, boolean trackStarted) {
      this(ignoreResult, trackStarted, true);
    }
  }
}
