/**
 * Reads the files that {@code kubectl apply -f} takes. In: files, folders, standard input, in YAML
 * or JSON. Out: one {@link dev.greenfork.local.manifest.Manifest} per object, with the same values
 * that kubectl would have sent, unchecked.
 */
@NullMarked
package dev.greenfork.local.manifest;

import org.jspecify.annotations.NullMarked;
