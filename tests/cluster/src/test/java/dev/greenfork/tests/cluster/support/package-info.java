/**
 * What the tests of this module share: the cluster with the operator on it, a namespace for each
 * class, a Redis in it. In comes the environment ({@code GREENFORK_TEST_KUBECONFIG}, {@code
 * GREENFORK_AUDIT_LOG}); out go namespaces that are removed again.
 */
@NullMarked
package dev.greenfork.tests.cluster.support;

import org.jspecify.annotations.NullMarked;
