package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.prefork.proc.Proc;

/** How much a child has done and grown, and whether it is to be replaced. */
final class Wear {

  private final ChildOptions limits;
  private final long pid;
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

  boolean isOver() {
    return (limits.mostTasks() != null && tasks >= limits.mostTasks())
        || (limits.mostMemory() != null && resident > limits.mostMemory() / 16 * 15);
  }

  @Override
  public String toString() {
    return resident > 0
        ? "%d tasks, %d MiB of memory".formatted(tasks, resident >> 20)
        : "%d tasks".formatted(tasks);
  }
}
