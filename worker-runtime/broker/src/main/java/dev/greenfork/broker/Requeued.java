package dev.greenfork.broker;

/** What became of a wish to put a dead letter back into its queue. */
public enum Requeued {
  /** Its message waits in the queue. */
  DONE,
  /** Somebody else has put it back or dropped it. */
  GONE,
  /** Only the beginning of its message was kept. */
  TRUNCATED
}
