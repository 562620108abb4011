/**
 * Shows how the workers do. In: their health and metrics over HTTP, the depth of their queues. Out:
 * a table, rewritten in place on a terminal, and the lines that workers log above it.
 */
@NullMarked
package dev.greenfork.local.status;

import org.jspecify.annotations.NullMarked;
