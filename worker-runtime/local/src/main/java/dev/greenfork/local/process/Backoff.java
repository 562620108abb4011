package dev.greenfork.local.process;

import java.time.Duration;

/**
 * How long to wait before a worker that died is started again: a second, twice as long each time,
 * at most half a minute.
 */
record Backoff(Duration pause) {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  static Backoff first() {
    return new Backoff(FIRST);
  }

  Backoff longer() {
    Duration twice = pause.multipliedBy(2);
    return new Backoff(twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
  }
}
