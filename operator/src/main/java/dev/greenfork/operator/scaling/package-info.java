/**
 * What pools are scaled by. In: the signals of each Broker (queues, workers, heartbeats) over the
 * connection that the operator keeps there, and the pods. Out: the inputs of a pool's decision, the
 * decision itself with what is remembered from one to the next, and metrics of both. Nothing here
 * writes to the cluster.
 */
@NullMarked
package dev.greenfork.operator.scaling;

import org.jspecify.annotations.NullMarked;
