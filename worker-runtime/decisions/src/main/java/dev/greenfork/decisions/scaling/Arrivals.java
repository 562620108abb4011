package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.ScalingWindows;
import dev.greenfork.decisions.scaling.ScalingState.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast messages arrive, how long the oldest has waited, how long a message occupies a slot:
 * read from curves of what arrived and departed. Pure.
 *
 * <p>Rates are robust: what comes at once is a burst, which is caught up with, and no rate at which
 * more would come. So the fast window counts by the median of its thirds, and the slow one without
 * its fullest tenth.
 */
final class Arrivals {

  private static final int FAST_PARTS = 3;
  private static final int SLOW_PARTS = 10;

  /** Workers tell every two seconds what they took: shorter parts would show that beat. */
  private static final double SHORTEST_PART = 2;

  /** How far above what is usual a sudden rate has to be, in standard deviations of chance. */
  private static final double MORE_THAN_CHANCE = 5;

  /** The median of three varies by so much of what each of them does. */
  private static final double OF_MEDIAN = 0.67;

  private final List<Sample> samples;
  private final ScalingWindows windows;

  /**
   * @param samples at least one, oldest first
   */
  Arrivals(List<Sample> samples, ScalingWindows windows) {
    this.samples = samples;
    this.windows = windows;
  }

  /** Messages per second. */
  double rate() {
    double usual = usual();
    double fast = seconds(windows.quick());
    if (watched() < fast) {
      return usual;
    }
    double[] parts = parts(fast, FAST_PARTS);
    Arrays.sort(parts);
    double sudden = parts[FAST_PARTS / 2];
    double part = fast / FAST_PARTS;
    double chance = MORE_THAN_CHANCE * OF_MEDIAN * Math.sqrt(Math.max(1, usual * part)) / part;
    return sudden > usual + chance ? sudden : usual;
  }

  /** The standard deviation that chance alone gives the rate, in messages per second. */
  double chance(double rate) {
    double over = Math.max(SHORTEST_PART, Math.min(watched(), seconds(windows.usual())));
    return Math.sqrt(rate / over);
  }

  /**
   * How long the oldest message has waited: messages are served in the order of their arrival, so
   * it arrived when as many had arrived as have departed now.
   */
  Duration oldestWaits() {
    Sample last = samples.getLast();
    if (last.ready() < 1) {
      return Duration.ZERO;
    }
    for (int i = samples.size() - 1; i > 0; i--) {
      Sample before = samples.get(i - 1);
      if (before.arrived() <= last.departed()) {
        return Duration.between(before.at(), last.at());
      }
    }
    return Duration.between(samples.getFirst().at(), last.at());
  }

  /**
   * Seconds that a message occupies a slot, by Little's law: slots in use, over time, for each
   * message that was taken. Zero if too little was seen.
   *
   * @param fewest messages that must have been taken
   */
  double occupied(int fewest) {
    double taken = samples.getLast().departed() - samples.getFirst().departed();
    if (samples.size() < 2 || taken < fewest) {
      return 0;
    }
    double used = 0;
    for (int i = 1; i < samples.size(); i++) {
      Sample a = samples.get(i - 1);
      Sample b = samples.get(i);
      used += (a.inFlight() + b.inFlight()) / 2 * seconds(Duration.between(a.at(), b.at()));
    }
    return used / Math.max(1, taken);
  }

  private double usual() {
    double window = Math.min(watched(), seconds(windows.usual()));
    int count = (int) Math.min(SLOW_PARTS, Math.floor(window / SHORTEST_PART));
    if (count == 0) {
      return 0;
    }
    double[] parts = parts(window, count);
    Arrays.sort(parts);
    int used = count == 1 ? 1 : count - 1;
    return Arrays.stream(parts, 0, used).average().orElse(0);
  }

  /** Rates of equal parts of the last so many seconds, oldest first. */
  private double[] parts(double window, int count) {
    double[] rates = new double[count];
    Instant end = samples.getLast().at();
    double part = window / count;
    double before = at(end.minusNanos((long) (window * 1e9)), Sample::arrived);
    for (int i = 0; i < count; i++) {
      double left = window - (i + 1) * part;
      double after = at(end.minusNanos((long) (left * 1e9)), Sample::arrived);
      rates[i] = Math.max(0, (after - before) / part);
      before = after;
    }
    return rates;
  }

  /** A curve at a time, straight between two samples. */
  private double at(Instant time, ToDoubleFunction<Sample> curve) {
    Sample after = samples.getLast();
    for (int i = samples.size() - 1; i >= 0; i--) {
      Sample before = samples.get(i);
      if (!before.at().isAfter(time)) {
        double span = seconds(Duration.between(before.at(), after.at()));
        double part = span <= 0 ? 0 : seconds(Duration.between(before.at(), time)) / span;
        double low = curve.applyAsDouble(before);
        return low + Math.min(1, part) * (curve.applyAsDouble(after) - low);
      }
      after = before;
    }
    return curve.applyAsDouble(samples.getFirst());
  }

  private double watched() {
    return seconds(Duration.between(samples.getFirst().at(), samples.getLast().at()));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
