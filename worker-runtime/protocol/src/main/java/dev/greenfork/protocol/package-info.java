/**
 * Celery's messages and results as records, and their codecs; no I/O.
 *
 * <p>In come the bytes of a list element or of a result key, out go records, or a {@link Refusal}
 * that says what is wrong with them; and the reverse, byte for byte as Celery 5.7 and kombu 5.7
 * write them. Nothing here throws on bad input.
 */
@NullMarked
package dev.greenfork.protocol;

import org.jspecify.annotations.NullMarked;
