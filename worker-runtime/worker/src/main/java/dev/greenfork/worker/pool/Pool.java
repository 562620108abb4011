package dev.greenfork.worker.pool;

import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs tasks. The caller has taken a slot for each; the pool releases it, unless {@link
 * TaskRun#leave} passed it on. Thread safe.
 */
public interface Pool extends AutoCloseable {

  /**
   * Waits until tasks can be run.
   *
   * @throws dev.greenfork.worker.WorkerException if they cannot, for good or within {@code
   *     patience}
   */
  void awaitReady(Duration patience) throws InterruptedException;

  /** Starts a run. Does not wait for its end. */
  void submit(TaskRun run);

  /** Takes out the runs that were submitted and have not begun, with their slots given back. */
  List<TaskRun> takeUnstarted();

  /**
   * Makes ready to run more tasks at once, or fewer; none that runs is disturbed. Slots are the
   * caller's business.
   *
   * @param change negative for fewer
   */
  void resize(int change);

  /** Whether it can run tasks; while it cannot, the worker is not ready. */
  default boolean isAble() {
    return true;
  }

  /** Why it must not have so many slots; empty if it may. */
  default Optional<String> refusal(int total) {
    return Optional.empty();
  }

  /** The processes that run tasks besides this one. */
  List<Long> processes();

  /** Ends threads and processes, whatever they do. Tasks are closed if they could be stopped. */
  @Override
  void close();
}
