/**
 * The chart as a release on a real cluster: who may do what, upgrades under running workers, named
 * namespaces, removal. In: the cluster of the tests with the operator on it. Out: the same release
 * with the values that it had before.
 */
@NullMarked
package dev.greenfork.tests.cluster.release;

import org.jspecify.annotations.NullMarked;
