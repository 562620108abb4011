/**
 * Which messages may run. Deliveries come in as bytes; out goes a run, a run for later, or the way
 * in which the message ends without running: dead letters, unknown tasks, expired ones.
 */
@NullMarked
package dev.greenfork.worker.admission;

import org.jspecify.annotations.NullMarked;
