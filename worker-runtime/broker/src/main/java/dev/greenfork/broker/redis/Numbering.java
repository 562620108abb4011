package dev.greenfork.broker.redis;

import dev.greenfork.broker.DeliveryTag;

/**
 * Counts the deliveries of an incarnation from 1; a new incarnation starts anew. For one thread.
 */
final class Numbering {

  private String incarnation = "";
  private long next = 1;

  /** The tag of the next delivery under this name. */
  DeliveryTag next(String name) {
    if (!incarnation.equals(name)) {
      incarnation = name;
      next = 1;
    }
    return new DeliveryTag(name, next);
  }

  /** Never gives out the next {@code count} numbers again. */
  void skip(int count) {
    next += count;
  }
}
