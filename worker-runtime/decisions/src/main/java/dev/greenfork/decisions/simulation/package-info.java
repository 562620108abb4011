/**
 * What a pool would do under a load, in virtual time: tasks, pods that take time to start, signals
 * that arrive as late as the real ones, and the decisions of {@code decisions.scaling}. A load and
 * a spec come in, a course and its figures go out; the same seed gives the same course. It models
 * what decisions see and cause, and neither Kubernetes nor the broker.
 */
@NullMarked
package dev.greenfork.decisions.simulation;

import org.jspecify.annotations.NullMarked;
