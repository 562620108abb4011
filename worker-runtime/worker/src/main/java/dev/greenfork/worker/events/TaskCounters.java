package dev.greenfork.worker.events;

import dev.greenfork.decisions.placement.ShareClasses;
import dev.greenfork.decisions.placement.TimeClasses;
import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.worker.run.Usage;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was counted of one task since the start of the worker. Thread safe, and never locks. */
final class TaskCounters {

  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder hogs = new LongAdder();
  private final LongAdder pins = new LongAdder();
  private final LongAdder wallNanos = new LongAdder();
  private final LongAdder measured = new LongAdder();
  private final LongAdder cpuNanos = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicLongArray wall = new AtomicLongArray(TimeClasses.COUNT);
  private final Exact exact = new Exact();

  /** Of runs that are measured one by one; green pools have none. */
  private static final class Exact {

    private volatile @Nullable AtomicLongArray cpu;
    private volatile @Nullable AtomicLongArray share;

    private void add(Usage usage, Duration took) {
      AtomicLongArray cpus = cpu;
      AtomicLongArray shares = share;
      if (cpus == null || shares == null) {
        synchronized (this) {
          cpus = cpu == null ? new AtomicLongArray(TimeClasses.COUNT) : cpu;
          shares = share == null ? new AtomicLongArray(ShareClasses.COUNT) : share;
          cpu = cpus;
          share = shares;
        }
      }
      long nanos = usage.cpuNanos();
      cpus.incrementAndGet(TimeClasses.of(nanos));
      // What waits for a processor would compute: a busy machine makes no task one that waits.
      shares.incrementAndGet(ShareClasses.of(nanos, took.toNanos() - usage.delayNanos()));
    }
  }

  void started() {
    started.increment();
  }

  void ended(Duration took, @Nullable Usage usage) {
    ended.increment();
    wallNanos.add(took.toNanos());
    wall.incrementAndGet(TimeClasses.of(took.toNanos()));
    if (usage == null) {
      return;
    }
    measured.increment();
    cpuNanos.add(usage.cpuNanos());
    bytes.add(usage.bytes());
    if (!usage.first()) {
      exact.add(usage, took);
    }
  }

  void failed() {
    failed.increment();
  }

  void sampled(long nanos, long allocated) {
    cpuNanos.add(nanos);
    bytes.add(allocated);
  }

  void hogged() {
    hogs.increment();
  }

  void pinned() {
    pins.increment();
  }

  long startedSum() {
    return started.sum();
  }

  WorkerEvent.Work work(boolean sampled) {
    long runs = sampled ? ended.sum() : measured.sum();
    return new WorkerEvent.Work(
        ended.sum(),
        Duration.ofNanos(wallNanos.sum()),
        runs == 0 ? null : new WorkerEvent.Cpu(runs, Duration.ofNanos(cpuNanos.sum())),
        new WorkDetail(
            failed.sum(),
            hogs.sum(),
            pins.sum(),
            bytes.sum(),
            new WorkDetail.Spread(counts(wall), counts(exact.cpu), counts(exact.share))));
  }

  private static SortedMap<Integer, Long> counts(@Nullable AtomicLongArray classes) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; classes != null && i < classes.length(); i++) {
      long count = classes.get(i);
      if (count > 0) {
        counts.put(i, count);
      }
    }
    return counts;
  }
}
