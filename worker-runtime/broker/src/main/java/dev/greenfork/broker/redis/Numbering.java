package dev.greenfork.broker.redis;

import dev.greenfork.broker.DeliveryTag;

/**
 * Counts the deliveries of an incarnation from 1; a new incarnation starts anew. For one thread.
 *
 * <p>A number is given out once, used or not: a second record under it would replace the first, and
 * with it a message.
 */
final class Numbering {

  private String incarnation = "";
  private long next = 1;

  /** Takes {@code count} numbers for deliveries under this name; the tag of the first. */
  DeliveryTag take(String name, int count) {
    if (!incarnation.equals(name)) {
      incarnation = name;
      next = 1;
    }
    DeliveryTag first = new DeliveryTag(name, next);
    next += count;
    return first;
  }
}
