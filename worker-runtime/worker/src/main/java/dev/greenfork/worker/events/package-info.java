/**
 * What the worker tells monitors (Celery's {@code celeryev}). The steps of a task's path come in
 * through {@link dev.greenfork.worker.observe.TaskObserver}; task events, while somebody wants
 * them, and heartbeats, always, go out through the broker's fanout on a thread of their own.
 */
@NullMarked
package dev.greenfork.worker.events;

import org.jspecify.annotations.NullMarked;
