/**
 * Which messages this worker runs and which it sends on. Who serves its queues comes in from the
 * broker; out go the places of tasks, for the split there and for the judgement here.
 */
@NullMarked
package dev.greenfork.worker.routing;

import org.jspecify.annotations.NullMarked;
