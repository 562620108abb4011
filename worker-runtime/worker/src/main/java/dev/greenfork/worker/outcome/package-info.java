/**
 * The end of a run. An outcome comes in; the settlement that stores the result, publishes a retry
 * and acknowledges the message goes out to the broker's writer, and one line to the log.
 */
@NullMarked
package dev.greenfork.worker.outcome;

import org.jspecify.annotations.NullMarked;
