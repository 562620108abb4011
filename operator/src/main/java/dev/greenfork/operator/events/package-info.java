/**
 * Kubernetes Events: one per object and reason, counted up when it happens again, so that a
 * flapping broker does not flood a namespace. In: what happened. Out: writes to the API server,
 * which may fail without harm.
 */
@NullMarked
package dev.greenfork.operator.events;

import org.jspecify.annotations.NullMarked;
