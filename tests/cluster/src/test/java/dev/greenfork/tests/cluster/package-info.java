/**
 * Tests against a real cluster on which the operator was installed with Helm.
 *
 * <p>In comes a kubeconfig, named by {@code GREENFORK_TEST_KUBECONFIG}; each test works in a
 * namespace of its own and removes it. Nothing is mocked: pods are real pods, and tasks are sent
 * through the real broker.
 */
@NullMarked
package dev.greenfork.tests.cluster;

import org.jspecify.annotations.NullMarked;
