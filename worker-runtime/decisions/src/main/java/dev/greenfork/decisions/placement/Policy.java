package dev.greenfork.decisions.placement;

import java.time.Duration;

/**
 * When a task is moved.
 *
 * @param minSamples runs in one type of pool before anything is concluded from them; a fifth of
 *     them before a task goes to green that takes at most half of what it may
 * @param share of its time for which 95 of 100 runs of a green task may compute, from 0 to 1
 * @param longestCpu for which any run of a green task may compute
 * @param rest for which a task stays where it was moved to, except for a hog; the first time that a
 *     task is sent back to prefork it stays for twice as long, and each time twice as long again
 */
public record Policy(int minSamples, double share, Duration longestCpu, Duration rest) {

  /** For Brokers that do not say otherwise. */
  public static final Policy DEFAULT =
      new Policy(100, 0.2, Duration.ofMillis(250), Duration.ofHours(1));

  /** A green task that computes for so much more than it may goes back: between, it stays. */
  static final double SHARE_MARGIN = 2;

  /** By so much a task must cost less elsewhere before it is moved. */
  static final double COST_MARGIN = 0.1;

  private static final int MOST_DOUBLINGS = 4;

  /** As {@link #minSamples} where there is no doubt. */
  int clearSamples() {
    return Math.max(1, minSamples / 5);
  }

  /** How long a task stays in prefork that was sent back there for this often. */
  Duration restAfter(int exiles) {
    return rest.multipliedBy(1L << Math.clamp(exiles, 1, MOST_DOUBLINGS + 1));
  }

  /** How long nothing must have happened before a task is as good as new. */
  Duration forgiveness() {
    return restAfter(Integer.MAX_VALUE).multipliedBy(7);
  }
}
