/**
 * How often, how long and how many at once tasks may run. What their authors declared and what
 * remote control orders comes in; for a run its time limits, the moment at which its task's rate
 * lets it start, and the way into the resource that it shares go out.
 */
@NullMarked
package dev.greenfork.worker.limits;

import org.jspecify.annotations.NullMarked;
