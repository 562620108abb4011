/**
 * {@code greenfork local}: runs the pools of Kubernetes manifests as processes of this machine. In:
 * the manifests that {@code kubectl apply} takes, task jars, Ctrl-C. Out: worker processes, a Redis
 * where none is named, a status table; nothing is left when it ends. It is a module of its own,
 * outside of the worker's class path, because its libraries (CEL, YAML, protobuf) must not get in
 * the way of what task jars bring.
 */
@NullMarked
package dev.greenfork.local;

import org.jspecify.annotations.NullMarked;
