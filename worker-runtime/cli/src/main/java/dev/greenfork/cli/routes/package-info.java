/**
 * Where tasks of queues run, and why. In: what stands at the broker (who serves queues, rules, task
 * lists, what was measured). Out: a table, JSON, or routes for Celery's producers.
 */
@NullMarked
package dev.greenfork.cli.routes;

import org.jspecify.annotations.NullMarked;
