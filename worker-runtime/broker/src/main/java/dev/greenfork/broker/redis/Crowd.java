package dev.greenfork.broker.redis;

import java.time.Duration;

/** How many idle workers one message wakes, and how they take turns. */
final class Crowd {

  /** So many idle workers may be woken at once by one message. */
  private static final int TOLERATED_PEERS = 8;

  /**
   * What each further idle worker adds to the longest pause, so that about as many are woken
   * however many there are.
   */
  private static final Duration PAUSE = Duration.ofMillis(8);

  private final Registration registration;
  private final Duration longest;

  Crowd(Registration registration, Timings timings) {
    this.registration = registration;
    this.longest = timings.poll().multipliedBy(2);
  }

  /** Idle workers beyond those whom one message may wake at once. */
  long size() {
    return Math.max(0, registration.peers() - TOLERATED_PEERS);
  }

  /** About how long the crowd takes to look one after the other; zero where there is no crowd. */
  Duration spread() {
    Duration all = PAUSE.multipliedBy(size());
    return all.compareTo(longest) < 0 ? all : longest;
  }
}
