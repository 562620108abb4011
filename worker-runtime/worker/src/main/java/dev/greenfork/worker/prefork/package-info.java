/**
 * The prefork pool, the parent's side: one child process per slot, each with a thread that hands it
 * tasks and a thread that reads what it says. A child that dies costs the task that it ran and is
 * replaced.
 */
@NullMarked
package dev.greenfork.worker.prefork;

import org.jspecify.annotations.NullMarked;
