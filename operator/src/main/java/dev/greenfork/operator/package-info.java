/**
 * The operator: it watches Brokers and WorkerPools and keeps Deployments of workers as they ask.
 * In: the API server's objects and what a probe saw of each broker. Out: server-side applied
 * objects, statuses and Events. Each reconciler has a package of its own, in which pure functions
 * compute what should be and small classes at the edge do it.
 */
@NullMarked
package dev.greenfork.operator;

import org.jspecify.annotations.NullMarked;
