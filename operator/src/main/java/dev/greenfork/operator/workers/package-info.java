/**
 * Who is there: workers as their pods show them, held against workers as they are registered at a
 * broker. In: what the informer of pods sees, how many tasks each pool is to run at once. Out:
 * which registered workers are gone for certain, which are to be told another size, and what is
 * wrong with a pool's pods.
 */
@NullMarked
package dev.greenfork.operator.workers;

import org.jspecify.annotations.NullMarked;
