package dev.greenfork.worker.limits;

import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.TaskDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often each task may start in this worker (Celery's token buckets of one token, per worker and
 * task). Thread safe.
 */
public final class RateLimits {

  private record Limited(RateLimit rate, RateBucket bucket) {}

  private final RandomGenerator random;
  private volatile Map<String, Limited> byTask = Map.of();

  /** With what the tasks declare. */
  public RateLimits(Collection<TaskDefinition> tasks, RandomGenerator random) {
    this.random = random;
    for (TaskDefinition task : tasks) {
      RateLimit declared = task.options().limits().rate();
      if (declared != null) {
        set(task.name(), Optional.of(declared));
      }
    }
  }

  /** Limits a task from now on, or no longer; runs that wait already keep their times. */
  public synchronized void set(String task, Optional<RateLimit> rate) {
    Map<String, Limited> changed = new HashMap<>(byTask);
    changed.remove(task);
    rate.ifPresent(
        limit ->
            changed.put(
                task, new Limited(limit, new RateBucket(limit.perSecond(), random::nextDouble))));
    byTask = Map.copyOf(changed);
  }

  /** The limit of a task. */
  public Optional<RateLimit> of(String task) {
    return Optional.ofNullable(byTask.get(task)).map(Limited::rate);
  }

  /**
   * When the run with this id may start; {@code now} or earlier for at once. An answer within
   * {@link RateBucket#NEAR} is a promise that is kept for the caller; with a later one the message
   * has to wait elsewhere and to ask again then.
   */
  public Instant start(String task, String id, Instant now) {
    Map<String, Limited> current = byTask;
    if (current.isEmpty()) {
      return now;
    }
    Limited limited = current.get(task);
    return limited == null ? now : limited.bucket().start(id, now);
  }
}
