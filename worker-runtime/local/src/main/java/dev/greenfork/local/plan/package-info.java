/**
 * Decides what this machine has to run. In: accepted manifests and the environment of this process.
 * Out: a {@link dev.greenfork.local.plan.Plan} of pools with their brokers and variables, and the
 * notices that a user should read. Nothing is started here.
 */
@NullMarked
package dev.greenfork.local.plan;

import org.jspecify.annotations.NullMarked;
