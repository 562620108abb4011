/**
 * Keeps redelivered tasks from being done twice. Runs come in from the start; those that have
 * succeeded before end with their stored result, so that what follows is done, and all others go on
 * to the pool.
 */
@NullMarked
package dev.greenfork.worker.repeats;

import org.jspecify.annotations.NullMarked;
