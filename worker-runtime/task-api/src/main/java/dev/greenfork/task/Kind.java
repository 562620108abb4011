package dev.greenfork.task;

/** What a task mostly does. A preference for a type of pool, not a condition. */
public enum Kind {
  /** Waits: for HTTP, databases, disks. Green pools run thousands of these at once. */
  IO,
  /** Computes. Prefork pools give each such task a process. */
  CPU,
  /** Not stated: measured at run time. */
  AUTO
}
