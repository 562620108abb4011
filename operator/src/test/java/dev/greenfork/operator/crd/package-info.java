/**
 * Makes the CRDs in {@code crds/} from the API records. In: the annotated classes. Out: YAML, which
 * {@link dev.greenfork.operator.crd.CrdsTest} compares with the files and {@link
 * dev.greenfork.operator.crd.WriteCrds} writes.
 */
@NullMarked
package dev.greenfork.operator.crd;

import org.jspecify.annotations.NullMarked;
