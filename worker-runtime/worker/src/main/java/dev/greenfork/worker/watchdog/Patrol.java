package dev.greenfork.worker.watchdog;

import dev.greenfork.worker.events.TaskTally;
import java.time.Duration;
import java.util.List;

/**
 * One walk of the watchdog after the other: look, charge, judge, supply. Time is an argument. For
 * one thread.
 */
final class Patrol implements AutoCloseable {

  /** A carrier held for so long is made up for. */
  private static final Duration HELD = Duration.ofMillis(150);

  /** A run that is on its carrier for so long is told of. */
  private static final Duration LONG = Duration.ofMillis(500);

  /** Below this use of the carriers nobody can be hogging them. */
  private static final long LITTLE_NANOS = 1_000_000;

  private static final int UNEXPLAINED_LOOKS = 3;
  private static final long AFTER_VAIN_LOOK = Duration.ofMillis(500).toNanos();
  private static final int MOST_EXTRA = 64;
  private static final int MOST_CARRIERS =
      Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", 256);

  private final Scheduler scheduler;
  private final Lookout lookout;
  private final TaskTally tally;
  private final CarrierMetrics metrics;
  private final Findings findings;
  private final CarrierSupply supply;
  private final CarrierLedger cpu;
  private final CarrierLedger bytes;
  private final Stays stays = new Stays();
  private final Jam jam = new Jam();
  private final StuckAlarm stuck = new StuckAlarm();
  private long unseen;
  private int unexplained;
  private long lookAllFrom;
  private long looked;
  private long stuckLookAt;
  private boolean exhausted;

  /**
   * Begins at {@code now}; what carriers used before is nobody's.
   *
   * @param now nanoseconds of any beginning, as for {@link #walk}
   */
  Patrol(Scheduler scheduler, Lookout lookout, TaskTally tally, CarrierMetrics metrics, long now) {
    this.scheduler = scheduler;
    this.lookout = lookout;
    this.tally = tally;
    this.metrics = metrics;
    this.findings = new Findings(metrics, tally);
    int usual = scheduler.parallelism();
    this.supply = new CarrierSupply(usual, Math.min(usual + MOST_EXTRA, MOST_CARRIERS));
    metrics.carriers(usual, 0);
    this.cpu = new CarrierLedger(scheduler.cpu());
    this.bytes = new CarrierLedger(scheduler.allocated());
    this.lookAllFrom = now;
    this.looked = now;
    this.stuckLookAt = now;
  }

  /** Walks once. */
  void walk(long now) {
    cpu.update(scheduler.cpu());
    bytes.update(scheduler.allocated());
    unseen += cpu.used();
    long queued = scheduler.queued();
    int mounted = scheduler.mounted();
    boolean full = queued > 0 && mounted >= scheduler.parallelism();
    if (unseen >= LITTLE_NANOS || queued > 0 || mounted > 0 || !stays.runs().isEmpty()) {
      look(mounted, now);
    }
    supply(jam.held(full, tally.processed(), now), queued, now);
    if (now - stuckLookAt >= StuckAlarm.EVERY.toNanos()) {
      stuckLookAt = now;
      stuck
          .look(lookout.blocked(), now)
          .forEach(run -> findings.stuck(run, StuckAlarm.PATIENCE, now));
    }
  }

  private void look(int mounted, long now) {
    boolean all = unexplained >= UNEXPLAINED_LOOKS && now - lookAllFrom >= 0;
    List<Sighting> seen = lookout.look(stays.runs(), all);
    unexplained = mounted > seen.size() ? unexplained + 1 : 0;
    if (all && unexplained > 0) {
      lookAllFrom = now + AFTER_VAIN_LOOK;
    }
    unseen = 0;
    for (Sighting sighting : seen) {
      long nanos = cpu.claim(sighting.carrier());
      long allocated = bytes.claim(sighting.carrier());
      if (nanos > 0) {
        String task = sighting.run().task().run().task().name();
        tally.sampled(task, nanos, allocated);
        metrics.used(task, nanos);
      }
    }
    stays.update(seen, cpu, now);
    Duration since = Duration.ofNanos(now - looked);
    looked = now;
    stays.all().stream()
        .filter(stay -> stay.length().compareTo(LONG) >= 0)
        .forEach(stay -> findings.stays(stay, since, now));
  }

  private void supply(int unknown, long queued, long now) {
    long held =
        unknown + stays.all().stream().filter(stay -> stay.length().compareTo(HELD) >= 0).count();
    int wanted = supply.wanted((int) held, now);
    int has = scheduler.parallelism();
    if (wanted != has) {
      scheduler.parallelism(wanted);
      metrics.carriers(wanted, supply.extra());
    }
    if (held > 0 && queued > 0 && scheduler.mounted() < wanted) {
      scheduler.nudge();
    }
    if (queued > 0 && held > 0 && supply.isExhausted() && !exhausted) {
      exhausted = true;
      findings.exhausted(wanted, queued, now);
    }
  }

  /** Gives the scheduler back as it was. */
  @Override
  public void close() {
    if (scheduler.parallelism() != supply.usual()) {
      scheduler.parallelism(supply.usual());
    }
  }
}
