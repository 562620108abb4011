package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Instant;

/**
 * Where a task is, and what is remembered of how it got there.
 *
 * @param since when it was moved there, or first seen
 * @param exiles how often it was sent back to prefork
 * @param restsUntil before which only a hog moves it
 */
public record Placed(PoolType type, Instant since, int exiles, Instant restsUntil) {

  /** Of a task that was never seen: what nobody has measured is better off alone. */
  public static Placed first(Instant now) {
    return new Placed(PoolType.PREFORK, now, 0, now);
  }
}
