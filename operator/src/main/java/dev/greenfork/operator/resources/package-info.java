/**
 * The custom resources as the Kubernetes client sees them: group, version, names and columns. Spec
 * and status are the records of {@code dev.greenfork.decisions.resources}.
 */
@NullMarked
package dev.greenfork.operator.resources;

import org.jspecify.annotations.NullMarked;
