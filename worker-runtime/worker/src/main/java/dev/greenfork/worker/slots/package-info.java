/**
 * Room in the pool. The fetch loop reserves slots before it asks for messages; each ended task
 * gives its slot back. Nothing is fetched for which no slot is free.
 */
@NullMarked
package dev.greenfork.worker.slots;

import org.jspecify.annotations.NullMarked;
