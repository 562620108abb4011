/**
 * What a worker, a producer and the operator ask of a broker, as interfaces and records.
 *
 * <p>In come a URL and the names of queues, out go deliveries, confirmed settlements, results and
 * depths. The one implementation so far is Redis; callers start at {@link
 * dev.greenfork.broker.Brokers}.
 */
@NullMarked
package dev.greenfork.broker;

import org.jspecify.annotations.NullMarked;
