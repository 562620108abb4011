/** Tests of the conformance tasks without a worker. */
@NullMarked
package dev.greenfork.examples.conformance;

import org.jspecify.annotations.NullMarked;
