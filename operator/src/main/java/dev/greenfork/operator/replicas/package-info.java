/**
 * How many workers an autoscaled pool has, and which of them go. In: decisions about what was seen
 * at the broker, the pool's pods, what drained workers answer. Out: the number that the pool's
 * reconciler applies, orders to drain at the broker, annotations of pods, what the pool's status
 * says about it. {@link dev.greenfork.operator.replicas.Shrink} is the pure heart of going down.
 */
@NullMarked
package dev.greenfork.operator.replicas;

import org.jspecify.annotations.NullMarked;
