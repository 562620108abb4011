/**
 * Keeps one Deployment per WorkerPool. In: the pool, its Broker's status, its Deployment. Out: an
 * applied Deployment and ServiceAccount, the pool's status, Events. {@link
 * dev.greenfork.operator.pool.WorkerPoolReconciler} is the way through; the rest is pure but for
 * {@link dev.greenfork.operator.pool.Workloads}, which writes.
 */
@NullMarked
package dev.greenfork.operator.pool;

import org.jspecify.annotations.NullMarked;
