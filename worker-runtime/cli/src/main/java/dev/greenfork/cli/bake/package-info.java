/**
 * {@code greenfork bake}: makes the AOT cache from which workers and their children start faster.
 * In come the class path and the flags of this process, out goes a cache file for exactly these;
 * who starts workers later passes it to the JVM.
 */
@NullMarked
package dev.greenfork.cli.bake;

import org.jspecify.annotations.NullMarked;
