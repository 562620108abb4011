/**
 * Where a task runs when pools of both types serve its queue. What the task's author declared, the
 * rules of TaskRoutes and the types that serve the queue come in; out goes a sub-queue for each
 * name, and what two rules disagree about. Pure functions.
 */
@NullMarked
package dev.greenfork.decisions.routing;

import org.jspecify.annotations.NullMarked;
