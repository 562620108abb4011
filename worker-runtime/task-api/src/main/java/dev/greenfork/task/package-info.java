/**
 * What the author of tasks writes against: {@link dev.greenfork.task.Task} on methods, and {@link
 * dev.greenfork.task.TaskContext} inside of them. Task classes come in as plain Java; at compile
 * time the processor turns them into a {@link dev.greenfork.task.index.TaskIndex}, which is what
 * goes out to the worker. Nothing here knows the runtime.
 */
@NullMarked
package dev.greenfork.task;

import org.jspecify.annotations.NullMarked;
