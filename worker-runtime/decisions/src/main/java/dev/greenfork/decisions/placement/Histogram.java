package dev.greenfork.decisions.placement;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many runs fell into which class. Immutable.
 *
 * @param counts by class; none is 0
 */
public record Histogram(SortedMap<Integer, Long> counts) {

  /** Of no runs. */
  public static final Histogram NONE = new Histogram(new TreeMap<>());

  public Histogram {
    counts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Of these counts; those that are not positive are left out. */
  public static Histogram of(Map<Integer, Long> counts) {
    SortedMap<Integer, Long> kept = new TreeMap<>();
    counts.forEach(
        (each, count) -> {
          if (count > 0) {
            kept.put(each, count);
          }
        });
    return kept.isEmpty() ? NONE : new Histogram(kept);
  }

  /** Runs in all. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both together. */
  public Histogram plus(Histogram other) {
    if (other.counts.isEmpty()) {
      return this;
    }
    SortedMap<Integer, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((each, count) -> sum.merge(each, count, Long::sum));
    return new Histogram(sum);
  }

  /** The class up to which this share of the runs fell, from 0 to 1; -1 for no runs. */
  public int quantile(double share) {
    double needed = share * total();
    long sum = 0;
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      sum += each.getValue();
      if (sum >= needed) {
        return each.getKey();
      }
    }
    return -1;
  }

  /** The highest class of any run; -1 for no runs. */
  public int highest() {
    return counts.isEmpty() ? -1 : counts.lastKey();
  }
}
