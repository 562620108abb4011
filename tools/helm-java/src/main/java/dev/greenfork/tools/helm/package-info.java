/**
 * Helm as a program for machines that have none: the subcommands that our scripts use, with Helm's
 * own flags, on the library that carries Helm. In: arguments, a kubeconfig. Out: releases in a
 * cluster, rendered manifests.
 */
@NullMarked
package dev.greenfork.tools.helm;

import org.jspecify.annotations.NullMarked;
