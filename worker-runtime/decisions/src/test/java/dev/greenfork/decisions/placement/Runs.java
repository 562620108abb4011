package dev.greenfork.decisions.placement;

import java.time.Duration;
import java.util.Map;

/** What workers would tell of some runs. */
final class Runs {

  static final Duration HOG = Duration.ofMillis(500);

  private Runs() {}

  /** One run of a prefork child. */
  static Seen prefork(Duration wall, Duration cpu) {
    return new Seen(
        new Seen.Counts(1, 0, 0, 0),
        new Seen.Used(wall.toNanos(), 1, cpu.toNanos(), 0),
        new Seen.Spread(
            one(TimeClasses.of(wall.toNanos())),
            one(TimeClasses.of(cpu.toNanos())),
            one(ShareClasses.of(cpu.toNanos(), wall.toNanos()))));
  }

  /** One run in a green pool. */
  static Seen green(Duration wall, Duration cpu) {
    return new Seen(
        new Seen.Counts(1, 0, cpu.compareTo(HOG) >= 0 ? 1 : 0, 0),
        new Seen.Used(wall.toNanos(), 1, cpu.toNanos(), 0),
        new Seen.Spread(one(TimeClasses.of(wall.toNanos())), Histogram.NONE, Histogram.NONE));
  }

  /** So many times the same. */
  static Seen times(int count, Seen run) {
    Seen sum = Seen.NOTHING;
    for (int i = 0; i < count; i++) {
      sum = sum.plus(run);
    }
    return sum;
  }

  private static Histogram one(int at) {
    return Histogram.of(Map.of(at, 1L));
  }
}
