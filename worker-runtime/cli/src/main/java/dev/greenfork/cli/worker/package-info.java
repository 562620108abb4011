/**
 * {@code greenfork worker}: turns flags into the options of a worker, starts it, and ends it on
 * TERM or INT.
 */
@NullMarked
package dev.greenfork.cli.worker;

import org.jspecify.annotations.NullMarked;
