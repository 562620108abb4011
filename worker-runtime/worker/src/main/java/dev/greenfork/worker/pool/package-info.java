/**
 * What every pool does: it runs admitted tasks, one slot each, gives the slot back when the task's
 * thread or process is free again, and can be told to stop.
 */
@NullMarked
package dev.greenfork.worker.pool;

import org.jspecify.annotations.NullMarked;
