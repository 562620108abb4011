package dev.greenfork.task;

/** The only type of pool that may run a task. A condition, where {@link Kind} is a preference. */
public enum Requires {
  /** Either may. */
  NOTHING,
  /** A green pool: it needs thousands of itself at once, or what the process shares. */
  GREEN,
  /** A prefork pool: it needs a process that can be killed. */
  PREFORK
}
