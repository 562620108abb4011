package dev.greenfork.worker.limits;

import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into one resource. As many runs wait here as can enter within about two seconds, so that
 * it is never idle; to those beyond it gives times to come again that are as far apart as runs
 * leave. More would keep messages from other workers. Thread safe.
 */
final class ResourceGate {

  private static final Duration AHEAD = Duration.ofSeconds(2);
  private static final Duration SOONEST = Duration.ofSeconds(1);

  /** Bounds what a wrong guess costs: other workers, or quicker tasks, would take it earlier. */
  private static final Duration LATEST = Duration.ofSeconds(30);

  private static final int MOST_WAITERS = 1_000;
  private static final long MOST_BYTES = 16L << 20;

  /** How much a new duration counts against those before. */
  private static final double NEWS = 0.1;

  private final int most;
  private final ArrayDeque<Run> waiters = new ArrayDeque<>();
  private int used;
  private long bytes;
  private double meanNanos = Duration.ofSeconds(1).toNanos();
  private Instant nextPlace = Instant.MIN;

  ResourceGate(int most) {
    this.most = most;
  }

  synchronized ResourceLimits.Entry enter(Run run, Instant now) {
    if (used < most) {
      used++;
      return new ResourceLimits.Entry.Granted();
    }
    int size = run.delivery().envelope().length;
    if (waiters.size() < room() && bytes + size <= MOST_BYTES) {
      waiters.add(run);
      bytes += size;
      return new ResourceLimits.Entry.Waits();
    }
    return new ResourceLimits.Entry.Full(place(now));
  }

  synchronized @Nullable Run leave(long took) {
    learn(took);
    Run next = waiters.poll();
    if (next == null) {
      used--;
    } else {
      bytes -= next.delivery().envelope().length;
    }
    return next;
  }

  /** As {@link #leave}, but nobody follows: gives those whom nobody would start any more. */
  synchronized List<Run> leaveWithSlot(long took) {
    learn(took);
    used--;
    return used == 0 ? drain() : List.of();
  }

  private void learn(long took) {
    meanNanos += NEWS * (took - meanNanos);
  }

  /** Quick for one that has come just now. */
  @SuppressWarnings("ReferenceEquality") // why: it is this very run, and records compare messages
  synchronized boolean isWaiting(Run run) {
    for (var newest = waiters.descendingIterator(); newest.hasNext(); ) {
      if (newest.next() == run) {
        return true;
      }
    }
    return false;
  }

  synchronized List<Run> waiting() {
    return List.copyOf(waiters);
  }

  synchronized List<Run> drain() {
    List<Run> all = new ArrayList<>(waiters);
    waiters.clear();
    bytes = 0;
    return all;
  }

  synchronized int waiters() {
    return waiters.size();
  }

  synchronized int used() {
    return used;
  }

  private int room() {
    double entering = AHEAD.toNanos() / interval();
    return (int) Math.clamp(entering, most, Math.max(most, MOST_WAITERS));
  }

  private Instant place(Instant now) {
    Instant soonest = now.plus(SOONEST);
    Instant latest = now.plus(LATEST);
    Instant place = nextPlace.isBefore(soonest) ? soonest : nextPlace;
    if (place.isAfter(latest)) {
      return latest;
    }
    nextPlace = place.plusNanos((long) interval());
    return place;
  }

  /** Nanoseconds from one run that leaves to the next. */
  private double interval() {
    return Math.max(1, meanNanos / most);
  }
}
