/**
 * What monitors know of a fleet of workers, Greenfork's and Celery's alike. Events come in from the
 * broker; {@link dev.greenfork.cli.monitor.Fleet} folds them, without I/O and with the time passed
 * in, into a view of workers, queues and tasks.
 */
@NullMarked
package dev.greenfork.cli.monitor;

import org.jspecify.annotations.NullMarked;
