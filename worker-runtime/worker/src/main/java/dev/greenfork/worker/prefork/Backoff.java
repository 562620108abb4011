package dev.greenfork.worker.prefork;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long one place waits before its next child: not at all after a child that did its work, and
 * the longer the more of them died in a row without a single run. For one thread, but for {@link
 * #isLooping}.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** A child that has waited for tasks for so long was a good one. */
  private static final Duration GOOD_LIFE = Duration.ofSeconds(10);

  /** A single death is a fault of its task, three in a row are one of the pool. */
  private static final int LOOP = 3;

  private static final int MOST_DOUBLINGS = 10;

  private final AtomicInteger failures = new AtomicInteger();

  /** After a child that never got ready. */
  Duration notReady() {
    return pause(failures.getAndIncrement());
  }

  /**
   * After a child that died.
   *
   * @param runs those that it brought to their end
   */
  Duration died(int runs, Duration life) {
    if (runs > 0 || life.compareTo(GOOD_LIFE) >= 0) {
      failures.set(0);
    }
    int before = failures.getAndIncrement();
    return before == 0 ? Duration.ZERO : pause(before - 1);
  }

  /** After a child that was ended in peace. */
  void ended() {
    failures.set(0);
  }

  /** Whether children die one after the other. */
  boolean isLooping() {
    return failures.get() >= LOOP;
  }

  private static Duration pause(int doublings) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
