/**
 * The end of a worker. A signal comes in; fetching stops, what has not started goes back to its
 * queue, what runs may finish within the drain time, and the rest is handed back.
 */
@NullMarked
package dev.greenfork.worker.shutdown;

import org.jspecify.annotations.NullMarked;
