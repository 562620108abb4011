package dev.greenfork.examples.feedhub.driver;

import java.util.List;

/** The middle and the tail of a set of times, in seconds; zero where there were none. */
record Quantiles(double p50, double p95) {
  static Quantiles of(List<Double> seconds) {
    var sorted = seconds.stream().sorted().toList();
    return new Quantiles(quantile(sorted, 0.50), quantile(sorted, 0.95));
  }

  /** The smallest value that at least that share of the sorted values does not exceed. */
  static double quantile(List<Double> sorted, double share) {
    if (sorted.isEmpty()) {
      return 0;
    }
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
