package dev.greenfork.examples.feedhub.tasks;

import java.time.Clock;

/** Measures one run: the start by the wall clock, the length by the monotonic one. */
record Stopwatch(double started, long startNanos) {
  static Stopwatch start(Clock clock) {
    return new Stopwatch(clock.millis() / 1e3, System.nanoTime());
  }

  Run stop() {
    return new Run(started, (System.nanoTime() - startNanos) / 1e9);
  }
}
