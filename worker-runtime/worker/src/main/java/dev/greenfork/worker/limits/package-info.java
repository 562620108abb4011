/**
 * How often and how long tasks may run. What their authors declared and what remote control orders
 * comes in; for a run its time limits, and the moment at which its task's rate lets it start, go
 * out.
 */
@NullMarked
package dev.greenfork.worker.limits;

import org.jspecify.annotations.NullMarked;
