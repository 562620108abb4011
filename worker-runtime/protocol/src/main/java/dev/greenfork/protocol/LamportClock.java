package dev.greenfork.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lamport's logical clock, by which monitors order the events of many nodes (kombu.clocks). Thread
 * safe.
 */
public final class LamportClock {

  private final AtomicLong value = new AtomicLong();

  /** The time now, without passing any. */
  public long value() {
    return value.get();
  }

  /** The time of something that is sent: one later than all before. */
  public long forward() {
    return value.incrementAndGet();
  }

  /** The time of something that was received with the sender's time; later than both. */
  public long adjust(long received) {
    return value.updateAndGet(own -> Math.max(own, received) + 1);
  }
}
