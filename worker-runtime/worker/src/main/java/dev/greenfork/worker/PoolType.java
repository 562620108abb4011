package dev.greenfork.worker;

import java.util.Locale;

/** How a worker runs its tasks. */
public enum PoolType {
  /** A virtual thread per task, for tasks that wait. */
  GREEN(100_000),
  /** A process per task at a time, for tasks that compute. */
  PREFORK(256);

  private final int mostSlots;

  PoolType(int mostSlots) {
    this.mostSlots = mostSlots;
  }

  /** How many tasks a pool of this type may run at once. */
  public int mostSlots() {
    return mostSlots;
  }

  /** The name as it stands in flags, manifests and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
