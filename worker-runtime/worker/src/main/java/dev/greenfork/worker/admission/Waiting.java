package dev.greenfork.worker.admission;

import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are not due yet. One that is due soon keeps its slot and starts on time; any other
 * gives its slot back and, once due, takes one before new messages are fetched. Thread safe.
 */
public final class Waiting {

  private static final Duration SOON = Duration.ofSeconds(2);

  /** More than these keep their slots, which stops the fetch instead of filling the memory. */
  private static final int MOST_WITHOUT_SLOT = 10_000;

  private record Entry(boolean holdsSlot, Future<?> timer) {}

  private final ScheduledExecutorService timer;
  private final Slots slots;
  private final InstantSource clock;
  private final Map<Run, Entry> entries = new HashMap<>();
  private final ArrayDeque<Run> due = new ArrayDeque<>();
  private int withoutSlot;

  public Waiting(ScheduledExecutorService timer, Slots slots, InstantSource clock) {
    this.timer = timer;
    this.slots = slots;
    this.clock = clock;
  }

  /** Keeps a run for which a slot is taken; {@code start} gets it if its slot is kept. */
  public synchronized void hold(Run run, Instant at, Consumer<Run> start) {
    Duration left = Duration.between(clock.instant(), at);
    boolean keep = left.compareTo(SOON) <= 0 || withoutSlot >= MOST_WITHOUT_SLOT;
    Runnable fire = keep ? () -> startNow(run, start) : () -> becomeDue(run);
    Future<?> future = timer.schedule(fire, Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    entries.put(run, new Entry(keep, future));
    if (!keep) {
      withoutSlot++;
      slots.release(1);
    }
  }

  /** A run that is due and needs a slot, null if there is none. */
  public synchronized @Nullable Run pollDue() {
    Run run = due.poll();
    if (run != null) {
      withoutSlot--;
    }
    return run;
  }

  /** How many runs wait here. */
  public synchronized int size() {
    return entries.size() + due.size();
  }

  /** Takes out all, with their slots given back, so that they can be handed back. */
  public synchronized List<Run> drain() {
    List<Run> all = new ArrayList<>(due);
    entries.forEach(
        (run, entry) -> {
          entry.timer().cancel(false);
          if (entry.holdsSlot()) {
            slots.release(1);
          }
          all.add(run);
        });
    due.clear();
    entries.clear();
    withoutSlot = 0;
    return all;
  }

  private void startNow(Run run, Consumer<Run> start) {
    synchronized (this) {
      if (entries.remove(run) == null) {
        return;
      }
    }
    start.accept(run);
  }

  private synchronized void becomeDue(Run run) {
    if (entries.remove(run) != null) {
      due.add(run);
    }
  }
}
