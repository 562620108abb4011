package dev.greenfork.decisions.scaling;

/**
 * How long runs of a task occupy a slot.
 *
 * @param mean seconds, on average
 * @param samples runs that this is based on; with the age of the evidence it may shrink
 */
public record ServiceTime(double mean, double samples) {

  /** From so many runs on the mean is believed. */
  private static final double FEW = 30;

  /**
   * Seconds to reckon with: the mean, and as long as there are few samples a margin, so that the
   * first runs do not lead to too few workers.
   */
  public double cautious() {
    return samples >= FEW ? mean : mean * (1 + 1 / Math.sqrt(Math.max(1, samples)));
  }
}
