package dev.greenfork.worker.limits;

import dev.greenfork.worker.Redelivery;

/**
 * What limits the runs of tasks.
 *
 * @param times can be changed while the worker runs
 * @param rates can be changed while the worker runs
 * @param redelivery how often a message may kill its process
 */
public record TaskLimits(TimeLimitsTable times, RateLimits rates, Redelivery redelivery) {

  /** With Greenfork's default. */
  public TaskLimits(TimeLimitsTable times, RateLimits rates) {
    this(times, rates, Redelivery.DEFAULT);
  }
}
