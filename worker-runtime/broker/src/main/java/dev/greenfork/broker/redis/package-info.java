/**
 * The broker on Redis 6.2 or newer, over Jedis connections that this package owns.
 *
 * <p>In come the calls of the {@link dev.greenfork.broker.Broker} interfaces, out go commands and
 * the scripts that lie beside these classes. What must not be lost is always moved by one script,
 * which writes before it removes. Threads: one writer for settlements, one for the lease, one for
 * wake-ups per consumer; one writer for publishing and two for results per broker.
 */
@NullMarked
package dev.greenfork.broker.redis;

import org.jspecify.annotations.NullMarked;
