/**
 * How many workers a pool should have. What was seen at the broker and of the pods comes in, with
 * its time, and what was remembered of earlier decisions; out goes a decision that explains itself
 * and what to remember for the next one. Pure functions: no clock, no I/O, nothing random.
 */
@NullMarked
package dev.greenfork.decisions.scaling;

import org.jspecify.annotations.NullMarked;
