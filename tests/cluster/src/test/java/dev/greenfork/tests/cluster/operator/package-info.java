/**
 * The operator on a real cluster: pools come, change and go; brokers and Secrets lack and return;
 * the operator itself is killed. In: manifests as users write them. Out: what the API server and
 * Redis then say.
 */
@NullMarked
package dev.greenfork.tests.cluster.operator;

import org.jspecify.annotations.NullMarked;
