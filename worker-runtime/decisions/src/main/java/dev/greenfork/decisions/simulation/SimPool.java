package dev.greenfork.decisions.simulation;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.Capacity;

/**
 * The pool that is simulated.
 *
 * @param podStart seconds from the order for a pod to its first fetch, on average
 * @param spread pods take from {@code 1 - spread} to {@code 1 + spread} times that
 */
public record SimPool(Capacity capacity, ScalingSpec spec, double podStart, double spread) {}
