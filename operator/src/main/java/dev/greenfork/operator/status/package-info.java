/**
 * Conditions as the Kubernetes conventions want them. In: what was said before and what is to be
 * said now. Out: the list to store, in which the time of transition changes with the status alone.
 */
@NullMarked
package dev.greenfork.operator.status;

import org.jspecify.annotations.NullMarked;
