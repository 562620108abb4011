/**
 * The annotation processor of {@link dev.greenfork.task.Task}. Declarations come in from the
 * compiler; a generated {@link dev.greenfork.task.index.TaskIndex} and its service file go out, a
 * stub for producers where the client is on the class path, or compile errors that say how to mend
 * the declaration. It runs at compile time only.
 */
@NullMarked
package dev.greenfork.task.processor;

import org.jspecify.annotations.NullMarked;
