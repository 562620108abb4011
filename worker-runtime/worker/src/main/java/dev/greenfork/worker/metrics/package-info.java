/**
 * Numbers for Prometheus. The other packages say what happened; the HTTP endpoint reads the sums as
 * text. Names begin with {@code greenfork_}; labels are bounded by the known tasks.
 */
@NullMarked
package dev.greenfork.worker.metrics;

import org.jspecify.annotations.NullMarked;
