/**
 * The thread that brings messages in. It reserves slots, asks the broker for as many messages, and
 * hands each to admission and on to the pool, to the waiting runs, or back to the broker.
 */
@NullMarked
package dev.greenfork.worker.fetch;

import org.jspecify.annotations.NullMarked;
