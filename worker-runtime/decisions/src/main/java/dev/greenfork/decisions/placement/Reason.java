package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Why a task is where it is. */
public sealed interface Reason {

  /** For people, without a full stop. */
  String sentence();

  /** Not enough runs yet. */
  record TooFew(long runs, int needed) implements Reason {
    @Override
    public String sentence() {
      return "%d of %d runs measured".formatted(runs, needed);
    }
  }

  /**
   * It mostly waits.
   *
   * @param longest zero where runs are not measured one by one
   */
  record Waits(double share, Duration longest, ByType<Double> cost) implements Reason {
    @Override
    public String sentence() {
      return "waits: computes for %s of its time%s; a run costs %s core seconds in green and %s in prefork"
          .formatted(
              percent(share),
              longest.isZero() ? "" : " and at most " + text(longest),
              cores(cost.green()),
              cores(cost.prefork()));
    }
  }

  /** It computes for too much of its time. */
  record Computes(double share, double allowed) implements Reason {
    @Override
    public String sentence() {
      return "computes for up to %s of its time; up to %s suits a green pool"
          .formatted(percent(share), percent(allowed));
    }
  }

  /** A run of it computed for too long. */
  record TooLong(Duration longest, Duration allowed) implements Reason {
    @Override
    public String sentence() {
      return "a run has computed for up to %s; %s suits a green pool"
          .formatted(text(longest), text(allowed));
    }
  }

  /** It would not cost less elsewhere. */
  record NotCheaper(ByType<Double> cost) implements Reason {
    @Override
    public String sentence() {
      return "a run costs %s core seconds in green and %s in prefork"
          .formatted(cores(cost.green()), cores(cost.prefork()));
    }
  }

  /** It held carriers of its green pool. */
  record Hogged(long hogs, long runs) implements Reason {
    @Override
    public String sentence() {
      return "%d of %d runs in green held a carrier and computed".formatted(hogs, runs);
    }
  }

  /** It held carriers of its green pool while it was blocked. */
  record Pinned(long pins, long runs) implements Reason {
    @Override
    public String sentence() {
      return "%d of %d runs in green were blocked and held their carrier".formatted(pins, runs);
    }
  }

  /** It would be moved, had it not been moved a while ago. */
  record Rests(Instant until, Reason then) implements Reason {
    @Override
    public String sentence() {
      return "%s; stays until %s after its last move"
          .formatted(then.sentence(), until.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String text(Duration time) {
    return time.compareTo(Duration.ofMillis(1)) < 0
        ? "1ms"
        : Durations.format(time.truncatedTo(ChronoUnit.MILLIS));
  }

  private static String cores(double cost) {
    return String.format(Locale.ROOT, "%.2g", cost);
  }
}
