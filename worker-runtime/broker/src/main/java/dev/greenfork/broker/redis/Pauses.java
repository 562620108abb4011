package dev.greenfork.broker.redis;

import java.time.Duration;

/**
 * How long a fetch that found nothing and watches nothing leaves the queues alone, and whether it
 * looks at all when many were woken by the same message. For one thread.
 */
final class Pauses {

  private static final Duration FIRST_POLL = Duration.ofMillis(20);

  /** About how many of a crowd look for the message that woke them, while messages come singly. */
  private static final int LOOKERS = 32;

  private final Site site;
  private final Fetcher fetcher;
  private Duration blindPoll = FIRST_POLL;
  private long lastWoken = System.nanoTime() - Duration.ofHours(1).toNanos();

  Pauses(Site site, Fetcher fetcher) {
    this.site = site;
    this.fetcher = fetcher;
  }

  /** There were messages: more may come soon. */
  void found() {
    blindPoll = FIRST_POLL;
  }

  /** The next pause: by chance within what the crowd needs, or growing where nobody wakes us. */
  Duration next() {
    if (fetcher.canWatch()) {
      return Duration.ofNanos(site.random().nextLong(1 + fetcher.crowd().spread().toNanos()));
    }
    Duration pause = shorter(blindPoll, fetcher.untilDue());
    blindPoll = shorter(blindPoll.multipliedBy(2), site.timings().poll());
    return pause;
  }

  /**
   * Whether to pause at once instead of looking first. Only where single messages keep waking a
   * crowd: after a quiet time everybody looks, because it may be a burst. Should nobody look, the
   * next of the crowd whose pause ends finds the message some milliseconds later.
   */
  boolean leavesItToOthers() {
    long now = System.nanoTime();
    boolean often = now - lastWoken < site.timings().poll().multipliedBy(2).toNanos();
    lastWoken = now;
    return often && site.random().nextLong(1 + fetcher.crowd().size()) >= LOOKERS;
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
