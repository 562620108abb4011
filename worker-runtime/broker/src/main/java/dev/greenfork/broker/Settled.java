package dev.greenfork.broker;

/** What became of a settlement. */
public enum Settled {
  /** The broker did it. */
  DONE,
  /** The delivery was no longer recorded: another worker has it, and nothing was done. */
  REFUSED,
  /**
   * The broker refuses this one for good, for example because a key has another type; the delivery
   * stays recorded.
   */
  FAILED
}
