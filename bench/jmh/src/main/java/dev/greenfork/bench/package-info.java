/**
 * Microbenchmarks of single steps of a worker, each against the class that does the step in
 * production. Numbers come out; {@code bench/jmh/run} runs them.
 */
@NullMarked
package dev.greenfork.bench;

import org.jspecify.annotations.NullMarked;
