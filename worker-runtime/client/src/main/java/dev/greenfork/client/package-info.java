/**
 * The producer's side: sends tasks as a Celery client does and waits for their results.
 *
 * <p>In come task names and arguments, out go {@link dev.greenfork.client.AsyncResult}s; callers
 * start at {@link dev.greenfork.client.GreenforkClient}.
 */
@NullMarked
package dev.greenfork.client;

import org.jspecify.annotations.NullMarked;
