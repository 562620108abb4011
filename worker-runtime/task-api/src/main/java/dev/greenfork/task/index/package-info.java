/**
 * The bridge between task classes and the worker: the records that the annotation processor's
 * generated code makes, and the scope in which the worker runs a task. Task authors do not use it.
 */
@NullMarked
package dev.greenfork.task.index;

import org.jspecify.annotations.NullMarked;
