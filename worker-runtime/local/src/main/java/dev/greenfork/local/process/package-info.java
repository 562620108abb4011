/**
 * Runs processes of this machine. In: the workers of a plan. Out: processes that are started,
 * watched, started again when they die and drained in the end, and a Redis where the plan needs
 * one. {@link dev.greenfork.local.process.Supervisor} owns the workers and belongs to one thread;
 * {@link dev.greenfork.local.process.Guard} ends all of them if this process is killed.
 */
@NullMarked
package dev.greenfork.local.process;

import org.jspecify.annotations.NullMarked;
