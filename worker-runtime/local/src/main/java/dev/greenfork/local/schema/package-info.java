/**
 * Holds manifests against the CustomResourceDefinitions as the API server does: the structural
 * schema with its defaults, then the CEL rules. A manifest comes in; the violations, in the API
 * server's words, go out, or the manifest with its defaults.
 *
 * <p>The definitions are the generated files themselves, so a rule is written down once.
 */
@NullMarked
package dev.greenfork.local.schema;

import org.jspecify.annotations.NullMarked;
