/**
 * Remote control of this node (Celery's {@code celery.pidbox}, reference section 5). Requests come
 * in on the broker's fanout and are worked off one by one on a thread of their own; answers go out
 * to who asked, and changes to the pool, the queues, the limits and the revocations.
 */
@NullMarked
package dev.greenfork.worker.control;

import org.jspecify.annotations.NullMarked;
