/**
 * Finds out which message kills its process. Messages that others died beside twice come in from
 * the fetch; one at a time goes on to the pool, once the broker knows that it has started. The
 * others wait here, marked as not started, or for a second at the broker.
 */
@NullMarked
package dev.greenfork.worker.suspects;

import org.jspecify.annotations.NullMarked;
