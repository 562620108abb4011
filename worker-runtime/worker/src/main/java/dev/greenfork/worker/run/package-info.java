/**
 * One run of one task. An admitted message comes in; the task's method is called in its context, in
 * this process or in a prefork child; an {@link dev.greenfork.worker.run.Outcome} goes out, and of
 * several the first one wins.
 */
@NullMarked
package dev.greenfork.worker.run;

import org.jspecify.annotations.NullMarked;
