/**
 * Who holds the carriers of green tasks. The runs of the pool come in; out go the processor time of
 * each task by name, a warning for a task that does not let go of its carrier, more carriers while
 * it lasts, and a warning for one that the JVM seems to have forgotten.
 */
@NullMarked
package dev.greenfork.worker.watchdog;

import org.jspecify.annotations.NullMarked;
