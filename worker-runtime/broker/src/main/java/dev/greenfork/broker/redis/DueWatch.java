package dev.greenfork.broker.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Knows when a worker has to look for delayed messages: when the next one is due, and once a poll
 * (up to three in a crowd), because others may have added earlier ones. What is added is due in
 * more than that. For one thread.
 */
final class DueWatch {

  private final DueMover mover;
  private final ServedQueues queues;
  private final Site site;
  private long nextLook = System.nanoTime();

  DueWatch(Site site, ServedQueues queues) {
    this.site = site;
    this.queues = queues;
    this.mover = new DueMover(site.keys(), site.settings().limits(), InstantSource.system());
  }

  /**
   * Moves what is due, if it may be time.
   *
   * @param spread of many idle workers, so that not all look at one moment
   * @return how many were moved
   */
  int look(RedisConnection connection, Duration spread) {
    List<String> names = queues.names();
    if (names.isEmpty() || !left().isZero()) {
      return 0;
    }
    DueMover.Moved moved = mover.move(connection, names);
    Duration next = moved.next();
    Duration poll = site.timings().poll();
    Duration random = Duration.ofNanos(site.random().nextLong(1 + spread.toNanos()));
    Duration pause = next.compareTo(poll) < 0 ? next : poll;
    nextLook = System.nanoTime() + pause.plus(random).toNanos();
    return moved.messages();
  }

  /** How long until it is time; zero if it is. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nextLook - System.nanoTime()));
  }
}
