/**
 * {@code greenfork call} and {@code greenfork result}: one task goes out, its id or what became of
 * it is printed.
 */
@NullMarked
package dev.greenfork.cli.call;

import org.jspecify.annotations.NullMarked;
