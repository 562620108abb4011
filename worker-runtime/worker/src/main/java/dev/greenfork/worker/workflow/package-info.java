/**
 * What follows the end of a task in its workflow: callbacks, the next step of a chain, the count of
 * a chord and its body, the failure of all that can no longer run (celery.app.trace and
 * celery.backends.base).
 *
 * <p>A message and an outcome come in; results, keys and messages go out as one settlement. A part
 * that completes a chord is settled twice: the first time it is only counted, then its chord is
 * joined on a thread of its own, and the second time everything happens at once.
 */
@NullMarked
package dev.greenfork.worker.workflow;

import org.jspecify.annotations.NullMarked;
