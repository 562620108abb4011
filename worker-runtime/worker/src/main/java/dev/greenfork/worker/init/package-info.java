/**
 * The duty of process 1 of a container, which a worker mostly is: to take note of the end of
 * processes whose parents are gone. In comes what {@code /proc} shows; nothing goes out, but that
 * no dead process keeps its number.
 */
@NullMarked
package dev.greenfork.worker.init;

import org.jspecify.annotations.NullMarked;
