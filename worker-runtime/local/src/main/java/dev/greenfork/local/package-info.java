/**
 * {@code greenfork local}: runs the pools of a manifest as processes of this machine, without any
 * cluster.
 *
 * <p>Manifests come in and are held against the CRDs' own schema and rules; worker processes, if
 * need be a Redis, and a table of how they do go out. {@link dev.greenfork.local.LocalCommand} is
 * the command.
 */
@NullMarked
package dev.greenfork.local;

import org.jspecify.annotations.NullMarked;
