package dev.greenfork.worker.watchdog;

import java.time.Duration;

/** A run that was seen on the same carrier at each look since its first. For one thread. */
final class Stay {

  /** A run that computes uses at least this part of its time, however many others do. */
  private static final double LEAST_SHARE = 0.01;

  private final Sighting first;
  private final long since;
  private long until;
  private long cpuNanos;
  private boolean running;
  private boolean reported;

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

  /** Whether this is the first call. */
  boolean report() {
    boolean news = !reported;
    reported = true;
    return news;
  }
}
