package dev.greenfork.worker.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Spaces the starts of one task. A message that asks gets the next free start. If that is near, it
 * is granted; if not, it is kept for the message, which waits at the broker and asks again then. So
 * old messages do not lose their places to new ones, and each of a flood moves once, not over and
 * over. Thread safe.
 *
 * <p>Another worker may get the message back: a place whose owner does not come within a second is
 * given to the next that asks. Beyond ten minutes or ten thousand places none are kept, so that a
 * rate that is changed, or workers that are added, have their effect within that time.
 */
final class RateBucket {

  /** What may wait in the worker. */
  static final Duration NEAR = Duration.ofSeconds(5);

  private static final long FAR = 600_000_000L;
  private static final long NEAR_MICROS = NEAR.toNanos() / 1_000;
  private static final long GRACE = 1_000_000;
  private static final int MOST_PLACES = 10_000;

  private final long interval;
  private final DoubleSupplier random;

  /** By the id of their owner, the earliest first; all after now but those that are overdue. */
  private final Map<String, Long> places = new LinkedHashMap<>();

  private long earliest = Long.MIN_VALUE;
  private long nextPlace = Long.MIN_VALUE;
  private long beyond = Long.MIN_VALUE;

  /**
   * @param random zero to one, to spread messages that get no place
   */
  RateBucket(double perSecond, DoubleSupplier random) {
    this.interval = Math.max(1, Math.round(1e6 / perSecond));
    this.random = random;
  }

  /** See {@link RateLimits#start}. */
  synchronized Instant start(String id, Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    Long own = places.remove(id);
    long from = Math.max(micros, earliest);
    long start;
    if (own != null) {
      start = Math.max(from, own);
    } else if (dropOverdue(micros - GRACE)) {
      start = from;
    } else {
      start = Math.max(from, nextPlace);
    }
    boolean near = start <= micros + NEAR_MICROS;
    return at(near ? grant(start) : keep(id, start, micros));
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private long grant(long start) {
    earliest = start + interval;
    nextPlace = Math.max(nextPlace, earliest);
    return start;
  }

  private long keep(String id, long start, long now) {
    long place = Math.max(start, nextPlace);
    if (places.size() < MOST_PLACES && place <= now + FAR) {
      places.put(id, place);
      nextPlace = place + interval;
      return place;
    }
    beyond = Math.max(beyond, place) + interval;
    return Math.min(beyond, now + (long) (FAR * (0.5 + random.getAsDouble() / 2)));
  }

  private boolean dropOverdue(long before) {
    boolean dropped = false;
    Iterator<Long> each = places.values().iterator();
    while (each.hasNext() && each.next() < before) {
      each.remove();
      dropped = true;
    }
    return dropped;
  }
}
