/**
 * {@code greenfork queues}, {@code purge} and {@code dead}: what lies at the broker, as tables or
 * JSON, and how to get rid of it or put it back. They speak to the broker alone; no worker is
 * asked.
 */
@NullMarked
package dev.greenfork.cli.queues;

import org.jspecify.annotations.NullMarked;
