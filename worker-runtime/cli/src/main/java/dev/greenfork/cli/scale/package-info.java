/**
 * {@code greenfork scale}: why a pool has as many workers as it has, and what a spec would do under
 * a load. In: a pool as {@code kubectl} prints it, or a load. Out: sentences and a text chart.
 */
@NullMarked
package dev.greenfork.cli.scale;

import org.jspecify.annotations.NullMarked;
