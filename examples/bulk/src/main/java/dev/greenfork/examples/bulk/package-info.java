/**
 * Celery's bulk producer, written anew: calls come in from many threads, are sent in batches over
 * one connection, and each caller holds a {@link Receipt} that says when the broker has its task.
 * {@link BulkProducer} is the part to use, {@link SendMany} a program that measures it.
 */
@NullMarked
package dev.greenfork.examples.bulk;

import org.jspecify.annotations.NullMarked;
