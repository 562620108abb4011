package dev.greenfork.examples.feedhub.tasks;

/**
 * When a task ran, as it saw it itself.
 *
 * @param started seconds since 1970 by the worker's clock, as Python's {@code time.time()}
 * @param seconds how long it ran
 */
public record Run(double started, double seconds) {}
