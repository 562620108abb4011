package dev.greenfork.decisions.placement;

import java.time.Duration;
import java.time.Instant;

/**
 * The highest class of the last one to two hours. Immutable.
 *
 * @param now of this hour; -1 for none
 * @param before of the hour before; -1 for none
 * @param since when this hour began
 */
public record Peak(int now, int before, Instant since) {

  /** Of no runs. */
  public static final Peak NONE = new Peak(-1, -1, Instant.EPOCH);

  private static final Duration HOUR = Duration.ofHours(1);

  Peak plus(int timeClass, Instant at) {
    Duration age = Duration.between(since, at);
    if (age.compareTo(HOUR) < 0) {
      return timeClass <= now ? this : new Peak(timeClass, before, since);
    }
    return new Peak(timeClass, age.compareTo(HOUR.multipliedBy(2)) < 0 ? now : -1, at);
  }

  int highest() {
    return Math.max(now, before);
  }
}
