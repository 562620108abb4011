package dev.greenfork.examples.feedhub.driver;

import java.util.List;

/**
 * How fast tasks ended.
 *
 * @param seconds from the first sending to the last result
 * @param perSecond tasks ended per second over that time
 * @param perSecondTo95 the same up to the moment when 95 of 100 had ended, without the tail that
 *     slow sites make
 */
record Rate(double seconds, double perSecond, double perSecondTo95) {
  /** The rate of tasks that ended at these times, in seconds after the first sending. */
  static Rate of(List<Double> ends) {
    var sorted = ends.stream().sorted().toList();
    double all = Quantiles.quantile(sorted, 1);
    double most = Quantiles.quantile(sorted, 0.95);
    return new Rate(all, rate(ends.size(), all), rate(ends.size() * 0.95, most));
  }

  private static double rate(double tasks, double seconds) {
    return seconds == 0 ? 0 : tasks / seconds;
  }
}
