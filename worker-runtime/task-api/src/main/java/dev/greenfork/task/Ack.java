package dev.greenfork.task;

/** When the message of a task is acknowledged, that is, forgotten by the broker. */
public enum Ack {
  /** After the outcome is stored: the task runs again if its worker dies. The default. */
  LATE,
  /** Before the task starts: it runs at most once, and is lost if its worker dies. */
  EARLY
}
