/**
 * The green pool: a virtual thread per task. Time limits interrupt the thread; a task that ignores
 * that is reported as failed at its hard limit, while its slot stays taken until its thread ends,
 * and whoever replaces the process is told.
 */
@NullMarked
package dev.greenfork.worker.green;

import org.jspecify.annotations.NullMarked;
