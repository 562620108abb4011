/**
 * What the tests of several modules need: real servers on free ports, and a look at what a test
 * left behind. In a module of its own, and not in a test jar, so that builds may leave out all
 * tests.
 */
@NullMarked
package dev.greenfork.testkit;

import org.jspecify.annotations.NullMarked;
