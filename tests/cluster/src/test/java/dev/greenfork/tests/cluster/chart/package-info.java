/**
 * The Helm chart without a cluster: rendered with many values by the Helm that a library carries,
 * and held against what it promises. In: helm/greenfork, crds/. Out: nothing, except that {@link
 * WritePlainManifests} writes the plain manifests of deploy/.
 */
@NullMarked
package dev.greenfork.tests.cluster.chart;

import org.jspecify.annotations.NullMarked;
