package dev.greenfork.worker.watchdog;

import java.time.Duration;

/** A run that was seen on the same carrier at each look since its first. For one thread. */
final class Stay {

  /** A run that computes uses at least this part of its time, however many others do. */
  private static final double LEAST_SHARE = 0.01;

  /** A run that has computed for so long at a stretch hogs its carrier. */
  private static final long HOG_NANOS = Duration.ofMillis(250).toNanos();

  private final Sighting first;
  private final long since;
  private long until;
  private long cpuNanos;
  private boolean running;
  private boolean reported;
  private boolean proven;

  Stay(Sighting first, long now) {
    this.first = first;
    this.since = now;
    this.until = now;
    this.running = first.runs();
  }

  /** Seen again, after the carrier has used so much. */
  void goOn(boolean runs, long nanos, long now) {
    running = runs;
    cpuNanos += nanos;
    until = now;
  }

  WatchedRun run() {
    return first.run();
  }

  String carrier() {
    return first.carrier();
  }

  Duration length() {
    return Duration.ofNanos(until - since);
  }

  /** Whether it is blocked and cannot leave; if not, it computes. */
  boolean isPinned() {
    return !running || cpuNanos < (until - since) * LEAST_SHARE;
  }

  /**
   * Whether it is proven by now, and was not at the last call, that the run does not let go by its
   * own fault: on a machine that is short of processors a run stays for long with little to
   * compute.
   */
  boolean isProven() {
    boolean news = !proven && (isPinned() || cpuNanos >= HOG_NANOS);
    proven |= news;
    return news;
  }

  /** Whether this is the first call. */
  boolean report() {
    boolean news = !reported;
    reported = true;
    return news;
  }
}
