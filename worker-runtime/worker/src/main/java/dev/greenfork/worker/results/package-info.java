/**
 * The form in which states of tasks are stored (reference, section 3). Messages, their tasks and
 * states come in from admission and from outcomes; what goes to the result backend comes out, or
 * nothing where a result is not wanted.
 */
@NullMarked
package dev.greenfork.worker.results;

import org.jspecify.annotations.NullMarked;
