package dev.greenfork.worker.limits;

/** What limits the runs of tasks; both can be changed while the worker runs. */
public record TaskLimits(TimeLimitsTable times, RateLimits rates) {}
