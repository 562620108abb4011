package dev.greenfork.decisions.placement;

/**
 * What was seen of runs of one task in one type of pool. Two of them add up.
 *
 * @param counts how many, and how they ended
 * @param used what they took
 * @param spread how that was distributed
 */
public record Seen(Counts counts, Used used, Spread spread) {

  /** Nothing. */
  public static final Seen NOTHING =
      new Seen(
          new Counts(0, 0, 0, 0),
          new Used(0, 0, 0, 0),
          new Spread(Histogram.NONE, Histogram.NONE, Histogram.NONE));

  /**
   * Numbers of runs.
   *
   * @param runs that ended
   * @param failed of them
   * @param hogs that computed for long without leaving their carrier; only in green pools
   * @param pins that were blocked for long and could not leave it; only in green pools
   */
  public record Counts(long runs, long failed, long hogs, long pins) {

    Counts plus(Counts other) {
      return new Counts(
          runs + other.runs, failed + other.failed, hogs + other.hogs, pins + other.pins);
    }
  }

  /**
   * Sums.
   *
   * @param wallNanos of all runs
   * @param measured runs whose processor time and allocation are in the other two
   * @param cpuNanos processor time
   * @param bytes allocated on the heap
   */
  public record Used(long wallNanos, long measured, long cpuNanos, long bytes) {

    Used plus(Used other) {
      return new Used(
          wallNanos + other.wallNanos,
          measured + other.measured,
          cpuNanos + other.cpuNanos,
          bytes + other.bytes);
    }
  }

  /**
   * Distributions.
   *
   * @param wall of all runs, in {@link TimeClasses}
   * @param cpu of runs that were measured one by one, which green pools do not, in {@link
   *     TimeClasses}
   * @param share of the same, in {@link ShareClasses}
   */
  public record Spread(Histogram wall, Histogram cpu, Histogram share) {

    Spread plus(Spread other) {
      return new Spread(wall.plus(other.wall), cpu.plus(other.cpu), share.plus(other.share));
    }
  }

  /** Both together. */
  public Seen plus(Seen other) {
    return new Seen(counts.plus(other.counts), used.plus(other.used), spread.plus(other.spread));
  }
}
