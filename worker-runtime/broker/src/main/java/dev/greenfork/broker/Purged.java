package dev.greenfork.broker;

/**
 * What was deleted from a queue.
 *
 * @param waiting by priority step
 * @param delayed messages whose time had not come
 */
public record Purged(QueueDepth waiting, long delayed) {

  /** All together. */
  public long total() {
    return waiting.total() + delayed;
  }
}
