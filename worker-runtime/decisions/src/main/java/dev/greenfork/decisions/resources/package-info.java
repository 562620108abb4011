/**
 * What users write and read as {@code Broker}, {@code WorkerPool} and {@code TaskRoute}: the
 * records behind the custom resources of group {@code greenfork.dev}, version {@code v1alpha1}. In:
 * YAML or JSON, through Jackson. Out: the CRDs in {@code crds/} (schema, defaults and rules are
 * generated from the annotations here), the operator's and {@code greenfork local}'s view of a
 * manifest. Nothing here talks to anything.
 */
@NullMarked
package dev.greenfork.decisions.resources;

import org.jspecify.annotations.NullMarked;
