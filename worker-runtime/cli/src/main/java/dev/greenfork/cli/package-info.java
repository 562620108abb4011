/**
 * The command {@code greenfork}. Arguments and environment come in; each subcommand, in a package
 * of its own, turns them into calls of the worker or the client and ends with an exit status.
 */
@NullMarked
package dev.greenfork.cli;

import org.jspecify.annotations.NullMarked;
