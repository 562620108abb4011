/**
 * Requests and replies of remote control (Celery's {@code celery.pidbox}) as records, and their
 * codec. The bytes of an envelope come in and a request, a reply or a complaint goes out; and the
 * reverse. No I/O.
 */
@NullMarked
package dev.greenfork.protocol.control;

import org.jspecify.annotations.NullMarked;
