package dev.greenfork.worker.green;

import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.watchdog.WatchedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The time limits of one run in this process, and who else may stop it. Made and closed on the
 * task's thread; between the two, and never later, that thread may be interrupted.
 */
final class Deadline implements TaskRun.Place, WatchedRun, AutoCloseable {

  /** What the interrupt of the hard limit may take to end a task. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final long PID = ProcessHandle.current().pid();

  private final TaskRun task;
  private final Thread thread = Thread.currentThread();
  private final List<Future<?>> timers = new ArrayList<>(2);
  private boolean open = true;
  private boolean softPassed;
  private boolean stopped;

  Deadline(TaskRun task) {
    this.task = task;
  }

  /**
   * Starts the limits.
   *
   * @param overstayed told if the task goes on after its hard limit and {@link #GRACE}
   */
  void start(ScheduledExecutorService timer, Consumer<TaskRun> overstayed) {
    TimeLimits limits = task.run().limits();
    if (limits.soft() != null) {
      at(limits.soft(), this::soft, timer);
    }
    Duration hard = limits.hard();
    if (hard != null) {
      at(hard, () -> hard(hard, timer, overstayed), timer);
    }
  }

  @Override
  public TaskRun task() {
    return task;
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public long pid() {
    return PID;
  }

  /** Interrupts the task; there is nothing harder for a thread. */
  @Override
  public synchronized void stop(boolean hard) {
    if (open) {
      stopped = true;
      thread.interrupt();
    }
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
    if (stopped || !timers.isEmpty()) {
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

  private void hard(Duration limit, ScheduledExecutorService timer, Consumer<TaskRun> overstayed) {
    task.end(Failures.hardLimit(limit));
    synchronized (this) {
      if (open) {
        thread.interrupt();
        at(GRACE, () -> overstay(overstayed), timer);
      }
    }
  }

  private void overstay(Consumer<TaskRun> overstayed) {
    boolean still;
    synchronized (this) {
      still = open;
    }
    if (still) {
      overstayed.accept(task);
    }
  }
}
