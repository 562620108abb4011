/**
 * What should exist for a WorkerPool: its Deployment and ServiceAccount, computed by pure
 * functions. In: the pool and the spec of its Broker. Out: complete objects for server-side apply,
 * names and labels included.
 */
@NullMarked
package dev.greenfork.operator.workload;

import org.jspecify.annotations.NullMarked;
