/**
 * Reads manifests: YAML files come in, {@link dev.greenfork.local.manifest.Manifest}s and the
 * values of their Secrets and ConfigMaps go out. Nothing here judges what a manifest says; that is
 * the schema's work.
 */
@NullMarked
package dev.greenfork.local.manifest;

import org.jspecify.annotations.NullMarked;
