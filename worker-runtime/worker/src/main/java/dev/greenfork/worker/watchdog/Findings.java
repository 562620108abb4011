package dev.greenfork.worker.watchdog;

import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the watchdog finds: one line for each run, in the log of tasks, and how long it lasts,
 * in the metrics. The lines are bounded in number: a pool full of tasks that hog would write one
 * for each. For one thread.
 */
final class Findings {

  private static final Logger log = LoggerFactory.getLogger("greenfork.watchdog");
  private static final int LINES_A_MINUTE = 20;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final CarrierMetrics metrics;
  private final TaskTally tally;
  private long minute;
  private int lines;
  private int left;

  Findings(CarrierMetrics metrics, TaskTally tally) {
    this.metrics = metrics;
    this.tally = tally;
  }

  /**
   * A run has been on its carrier for long.
   *
   * @param more how long since this was told the last time
   */
  void stays(Stay stay, Duration more, long now) {
    String task = stay.run().task().run().task().name();
    boolean pinned = stay.isPinned();
    if (stay.isProven()) {
      count(task, pinned);
    }
    boolean first = stay.report();
    Duration time = first ? stay.length() : more;
    if (pinned) {
      metrics.pinned(task, time);
    } else {
      metrics.hogged(task, time);
    }
    if (first && mayWrite(now)) {
      write(stay, pinned);
    }
  }

  private void count(String task, boolean pinned) {
    if (pinned) {
      tally.pinned(task);
    } else {
      tally.hogged(task);
    }
  }

  /** A run has waited for a monitor for so long that it may wait for ever. */
  void stuck(WatchedRun run, Duration time, long now) {
    if (mayWrite(now)) {
      TaskRun task = run.task();
      log.warn(
          "Task {}[{}] has waited for a monitor for {}. If no other thread holds that one, Java has"
              + " lost its wake-up (JDK-8373120, mended in 25.0.4): only a hard time limit ends it."
              + " It is at: {}",
          task.run().task().name(),
          task.run().message().id(),
          text(time),
          new Stack(run.thread().getStackTrace()));
    }
  }

  /** No more carriers may be added. */
  void exhausted(int carriers, long queued, long now) {
    if (mayWrite(now)) {
      log.warn(
          "All {} carriers are held and {} green threads wait for one. No more are added: lower the"
              + " concurrency, give the tasks hard time limits, or run them in a prefork pool.",
          carriers,
          queued);
    }
  }

  private void write(Stay stay, boolean pinned) {
    TaskRun task = stay.run().task();
    Stack stack = new Stack(stay.run().thread().getStackTrace());
    String name = task.run().task().name();
    String id = task.run().message().id();
    if (pinned) {
      log.warn(
          "Task {}[{}] is pinned: blocked for {} and kept on carrier {} {}. There is one carrier more"
              + " meanwhile. Do such work outside the task, or run it in a prefork pool. It is at: {}",
          name,
          id,
          text(stay.length()),
          stay.carrier(),
          stack.pinnedBy(),
          stack);
    } else {
      log.warn(
          "Task {}[{}] hogs a carrier: it has computed for {} on {} without blocking. There is one"
              + " carrier more meanwhile. Tasks that compute belong into a prefork pool (kind = CPU);"
              + " a time limit acts in checkDeadline() only. It is at: {}",
          name,
          id,
          text(stay.length()),
          stay.carrier(),
          stack);
    }
  }

  private boolean mayWrite(long now) {
    if (now - minute >= MINUTE || lines == 0) {
      if (left > 0) {
        log.warn("{} more findings of the last minute were not written.", left);
      }
      minute = now;
      lines = 0;
      left = 0;
    }
    if (lines == LINES_A_MINUTE) {
      left++;
      return false;
    }
    lines++;
    return true;
  }

  private static String text(Duration time) {
    return "%d ms".formatted(time.toMillis());
  }
}
