package dev.greenfork.decisions.scaling;

import java.time.Duration;

/**
 * What a decision was made of. Terms are in workers, fractions included.
 *
 * @param load what was measured
 * @param steady workers for what arrives
 * @param catchup more of them for what waits
 * @param startup more of them for what will pile up until new pods work
 * @param depth workers for the depth objective; zero without one
 * @param floor workers for what is in progress, whole
 * @param want what the work asks for, whole, before min, max and all else
 */
public record ScalingTerms(
    Load load, double steady, double catchup, double startup, double depth, int floor, int want) {

  /** Of a decision that could not be made. */
  public static final ScalingTerms NONE =
      new ScalingTerms(new Load(0, 0, 0, 0, 0, Duration.ZERO), 0, 0, 0, 0, 0, 0);

  /**
   * What was measured, this pool's share of it.
   *
   * @param arrivals messages per second
   * @param serviceSeconds seconds of a slot that one message takes; zero if nobody knows
   * @param ready messages that wait
   * @param soon messages that are due before a pod could start
   * @param inFlight messages that the pool's workers hold
   * @param waited how long the oldest message has waited, as estimated
   */
  public record Load(
      double arrivals,
      double serviceSeconds,
      double ready,
      double soon,
      long inFlight,
      Duration waited) {}
}
