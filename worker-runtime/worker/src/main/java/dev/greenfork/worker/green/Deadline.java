package dev.greenfork.worker.green;

import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The time limits of one run in this process. Started and closed on the task's thread; between the
 * two, and never later, that thread may be interrupted.
 */
final class Deadline implements AutoCloseable {

  private final TaskRun task;
  private final Thread thread = Thread.currentThread();
  private final List<Future<?>> timers = new ArrayList<>(2);
  private boolean open = true;
  private boolean softPassed;

  private Deadline(TaskRun task) {
    this.task = task;
  }

  static Deadline start(TaskRun task, ScheduledExecutorService timer) {
    Deadline deadline = new Deadline(task);
    TimeLimits limits = task.run().limits();
    if (limits.soft() != null) {
      deadline.at(limits.soft(), deadline::soft, timer);
    }
    Duration hard = limits.hard();
    if (hard != null) {
      deadline.at(hard, () -> deadline.hard(hard), timer);
    }
    return deadline;
  }

  /** A failure by the interrupt of the soft limit is told as that limit. */
  synchronized Outcome judge(Outcome outcome) {
    return softPassed && outcome instanceof Outcome.Failure failure && failure.interrupted()
        ? Failures.softLimit(failure.traceback())
        : outcome;
  }

  /** Ends the limits and clears an interrupt that came too late for the task to see. */
  @Override
  public synchronized void close() {
    open = false;
    timers.forEach(timer -> timer.cancel(false));
    if (!timers.isEmpty()) {
      Thread.interrupted();
    }
  }

  private void at(Duration limit, Runnable action, ScheduledExecutorService timer) {
    timers.add(timer.schedule(action, limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  private synchronized void soft() {
    if (open) {
      softPassed = true;
      thread.interrupt();
    }
  }

  private void hard(Duration limit) {
    task.end(Failures.hardLimit(limit));
    synchronized (this) {
      if (open) {
        thread.interrupt();
      }
    }
  }
}
