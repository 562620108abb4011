package dev.greenfork.decisions.scaling;

import java.time.Duration;

/**
 * How many slots keep 95 of 100 tasks from waiting longer than an objective. Pure; numbers of slots
 * are real, as pods round them up in the end.
 */
final class Staffing {

  /** Slots are not planned to be busier than this: what is measured is a little behind. */
  private static final double BUSIEST = 0.95;

  /** ln 20: a wait beyond the objective is to be met by one in twenty. */
  private static final double ONE_IN_TWENTY = 3.0;

  private Staffing() {}

  /**
   * For work that arrives steadily. Of the waiting time in a queue with c servers (M/M/c) no more
   * than exp(-(c - load) x wait / service) exceeds the objective; and with about 1.7 times the root
   * of the load in reserve (Halfin and Whitt) hardly any task waits at all. The cheaper one is
   * enough.
   *
   * @param load slots that are busy on average
   * @param service seconds of a slot for each task
   */
  static double steady(double load, double service, Duration wait) {
    if (load <= 0) {
      return 0;
    }
    double patience = ONE_IN_TWENTY * service / Math.max(1e-3, seconds(wait));
    double reserve = 1.7 * Math.sqrt(load) + 0.5;
    return Math.max(load / BUSIEST, load + Math.min(patience, reserve));
  }

  /**
   * For work that waits: as many slots as start all of it within {@code left}. A slot that is free
   * starts one task at once and then one for each service time; those in progress come before.
   */
  static double burst(double messages, double inFlight, double service, double left) {
    return messages <= 0 ? 0 : (messages + inFlight) * service / (service + left);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
