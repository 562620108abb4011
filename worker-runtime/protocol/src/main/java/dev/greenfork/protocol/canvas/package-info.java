/**
 * Celery's workflows (celery.canvas 5.7) as pure functions: signatures, and what must be written
 * and published to start one or to go on with it.
 *
 * <p>In come signature trees, from JSON or built by hand, and the place in a workflow where they
 * start; out go a {@link dev.greenfork.protocol.canvas.Plan}: keys to write first, messages to
 * publish, and the tree of results. No I/O; ids and time are passed in.
 */
@NullMarked
package dev.greenfork.protocol.canvas;

import org.jspecify.annotations.NullMarked;
