/**
 * Remote control of workers, stock Celery ones included. Commands come in, go out to some or all
 * nodes, and come back as one answer for each node that gave one.
 */
@NullMarked
package dev.greenfork.client.control;

import org.jspecify.annotations.NullMarked;
