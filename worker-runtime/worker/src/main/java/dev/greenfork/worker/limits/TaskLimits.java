package dev.greenfork.worker.limits;

import dev.greenfork.worker.Redelivery;

/**
 * What limits the runs of tasks.
 *
 * @param times can be changed while the worker runs
 * @param rates can be changed while the worker runs
 * @param resources what tasks share
 * @param redelivery how often a message may kill its process
 */
public record TaskLimits(
    TimeLimitsTable times, RateLimits rates, ResourceLimits resources, Redelivery redelivery) {

  /** With Greenfork's default for lost processes. */
  public TaskLimits(TimeLimitsTable times, RateLimits rates, ResourceLimits resources) {
    this(times, rates, resources, Redelivery.DEFAULT);
  }
}
