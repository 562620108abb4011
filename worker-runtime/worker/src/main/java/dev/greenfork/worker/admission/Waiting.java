package dev.greenfork.worker.admission;

import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are due within seconds, in the order of their times. They hold no slot: once due, they
 * take one before new messages are fetched. What is due later waits at the broker, and so does what
 * finds this full. Thread safe.
 */
public final class Waiting {

  /** What is due later than this waits at the broker. */
  public static final Duration NEAR = Duration.ofSeconds(5);

  private static final Duration AT_LEAST = Duration.ofSeconds(1);
  private static final int MOST_RUNS = 10_000;
  private static final long MOST_BYTES = 64L << 20;

  /**
   * A run that waits.
   *
   * @param rated whether its task's rate lets it start at {@code due}
   */
  public record Held(Run run, Instant due, boolean rated) {

    private int bytes() {
      return run.delivery().envelope().length;
    }
  }

  private final InstantSource clock;
  private final ResourceLimits resources;
  private final PriorityQueue<Held> queue =
      new PriorityQueue<>(
          Comparator.comparing(Held::due)
              .thenComparingLong(held -> held.run().delivery().tag().number()));
  private long bytes;

  /**
   * @param resources runs wait there as well, not for a time but for each other
   */
  public Waiting(InstantSource clock, ResourceLimits resources) {
    this.clock = clock;
    this.resources = resources;
  }

  /** Keeps a run until it is due; false if it is to wait at the broker. */
  public synchronized boolean hold(Held held) {
    boolean near = Duration.between(clock.instant(), held.due()).compareTo(NEAR) <= 0;
    if (!near || queue.size() >= MOST_RUNS || bytes + held.bytes() > MOST_BYTES) {
      return false;
    }
    queue.add(held);
    bytes += held.bytes();
    return true;
  }

  /** When a run that is not kept here comes back: not at once, even if this is only full. */
  public Instant elsewhere(Instant due) {
    Instant soonest = clock.instant().plus(AT_LEAST);
    return due.isBefore(soonest) ? soonest : due;
  }

  /** Takes out a run that is due, null if there is none. */
  public synchronized @Nullable Held pollDue() {
    Held first = queue.peek();
    if (first == null || first.due().isAfter(clock.instant())) {
      return null;
    }
    bytes -= first.bytes();
    return queue.poll();
  }

  /** How long until the first is due, at most {@code most}; zero if it is. */
  public synchronized Duration untilDue(Duration most) {
    Held first = queue.peek();
    if (first == null) {
      return most;
    }
    Duration left = Duration.between(clock.instant(), first.due());
    return left.isNegative() ? Duration.ZERO : left.compareTo(most) < 0 ? left : most;
  }

  /** How many runs wait here. */
  public synchronized int size() {
    return queue.size() + resources.waiting().size();
  }

  /** What waits here at this moment, in no order. */
  public synchronized List<Held> all() {
    List<Held> all = new ArrayList<>(queue);
    Instant now = clock.instant();
    resources.waiting().forEach(run -> all.add(new Held(run, now, true)));
    return all;
  }

  /** Whether a run that waits for its resource does so still. */
  public boolean hasStill(Run run) {
    return resources.isWaiting(run);
  }

  /** Takes out all, so that they can be handed back. */
  public synchronized List<Run> drain() {
    List<Run> all = new ArrayList<>(resources.drain());
    queue.forEach(held -> all.add(held.run()));
    queue.clear();
    bytes = 0;
    return all;
  }
}
