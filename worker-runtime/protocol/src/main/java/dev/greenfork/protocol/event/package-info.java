/**
 * Celery's monitoring events on the exchange {@code celeryev}: what a worker or client says about
 * tasks and about itself. Records go out as the JSON that Celery's monitors read; what anybody
 * published comes in as {@link dev.greenfork.protocol.event.Event}, faulty ones left out.
 */
@NullMarked
package dev.greenfork.protocol.event;

import org.jspecify.annotations.NullMarked;
