/**
 * How the operator process runs: leader election, clock, metrics. In: its configuration. Out: beans
 * for the reconcilers and for JOSDK.
 */
@NullMarked
package dev.greenfork.operator.runtime;

import org.jspecify.annotations.NullMarked;
