package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.prefork.proc.Proc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much a child has done and grown, and when it is to be replaced. For one thread. */
final class Wear {

  /** Of its memory, where a replacement is ordered and where it is used, in sixteenths. */
  private static final int NEAR = 12;

  private static final int OVER = 15;

  private final ChildOptions limits;
  private final long pid;
  private final long bornNanos = System.nanoTime();
  private int tasks;
  private long resident;

  Wear(ChildOptions limits, long pid) {
    this.limits = limits;
    this.pid = pid;
  }

  /** The child ended a run. */
  void ran() {
    tasks++;
    if (limits.mostMemory() != null) {
      resident = Proc.memory(pid).resident();
    }
  }

  int tasks() {
    return tasks;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - bornNanos);
  }

  /** Why it takes no more tasks; null while it does. */
  @Nullable String over() {
    if (limits.mostTasks() != null && tasks >= limits.mostTasks()) {
      return "tasks";
    }
    return limits.mostMemory() != null && resident > limits.mostMemory() / 16 * OVER
        ? "memory"
        : null;
  }

  /**
   * Whether its replacement should be ordered now to be warm in time.
   *
   * @param warmUp how long that takes, after those that may be ordered at the same time
   */
  boolean isNear(Duration warmUp) {
    if (limits.mostMemory() != null && resident > limits.mostMemory() / 16 * NEAR) {
      return true;
    }
    Integer most = limits.mostTasks();
    if (most == null) {
      return false;
    }
    return most - tasks <= 1 || ends(most, warmUp);
  }

  /**
   * Whether it is to leave a little early, because others wait for replacements that are made one
   * after the other; in the last quarter of its tasks only.
   *
   * @param others how long making theirs takes
   */
  boolean isLate(Duration others) {
    Integer most = limits.mostTasks();
    return most != null && tasks >= most - most / 4 && !others.isZero() && ends(most, others);
  }

  /** Whether its tasks will be done within this time, at the pace at which it did them so far. */
  private boolean ends(int most, Duration within) {
    return tasks > 0 && (most - tasks) * (age().toNanos() / tasks) <= within.toNanos();
  }

  @Override
  public String toString() {
    return resident > 0
        ? "%d tasks, %d MiB of memory".formatted(tasks, resident >> 20)
        : "%d tasks".formatted(tasks);
  }
}
