/**
 * What runs in a worker process: {@link dev.greenfork.worker.Worker} and its options. Messages come
 * in from the broker; each goes through one package per step (fetch, admission, pool and run,
 * outcome), and its result and acknowledgement go out through the broker's writer.
 */
@NullMarked
package dev.greenfork.worker;

import org.jspecify.annotations.NullMarked;
