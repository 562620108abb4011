package dev.greenfork.broker.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pause before the next try: doubles from 50 ms to 5 s, drawn between half and whole so that
 * workers do not come in step.
 */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LAST_MILLIS = 5_000;

  private final RandomGenerator random;
  private long millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long pause = random.nextLong(millis / 2, millis + 1);
    millis = Math.min(millis * 2, LAST_MILLIS);
    return Duration.ofMillis(pause);
  }

  void reset() {
    millis = FIRST_MILLIS;
  }
}
