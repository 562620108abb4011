package dev.greenfork.worker;

import java.util.Locale;

/** How a worker runs its tasks. */
public enum PoolType {
  /** A virtual thread per task, for tasks that wait. */
  GREEN,
  /** A process per task at a time, for tasks that compute. */
  PREFORK;

  /** The name as it stands in flags, manifests and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
