/**
 * In which type of pool a task works best, where neither its code nor a rule says so. In: what was
 * seen of its runs in each type, the shapes of the pools, and where it was before. Out: where it is
 * from now on, with the sentence that says why, and advice about tasks that do say. Pure functions.
 */
@NullMarked
package dev.greenfork.decisions.placement;

import org.jspecify.annotations.NullMarked;
