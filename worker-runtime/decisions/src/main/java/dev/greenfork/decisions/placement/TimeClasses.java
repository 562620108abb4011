package dev.greenfork.decisions.placement;

import java.time.Duration;
import java.util.Arrays;

/**
 * Classes of durations, each up to the square root of 2 times as long as the one before: the first
 * up to 100 microseconds, the last from an hour on. So a class tells a duration to within a fifth.
 */
public final class TimeClasses {

  /** How many there are. */
  public static final int COUNT = 52;

  private static final double FIRST_NANOS = 100_000;
  private static final long[] UPPER = upperBounds();

  private TimeClasses() {}

  /** The class of so many nanoseconds. */
  public static int of(long nanos) {
    int found = Arrays.binarySearch(UPPER, nanos);
    return found >= 0 ? found : -found - 1;
  }

  /** The longest duration of a class; of the last, in which there is none, twice its shortest. */
  public static Duration longest(int timeClass) {
    int at = Math.clamp(timeClass, 0, COUNT - 1);
    return Duration.ofNanos(at < UPPER.length ? UPPER[at] : 2 * UPPER[UPPER.length - 1]);
  }

  private static long[] upperBounds() {
    long[] bounds = new long[COUNT - 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.round(FIRST_NANOS * Math.pow(2, i / 2.0));
    }
    return bounds;
  }
}
