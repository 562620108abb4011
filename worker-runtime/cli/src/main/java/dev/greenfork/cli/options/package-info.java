/**
 * What several subcommands share: options of the broker, durations, options from the environment,
 * and how failures are told.
 */
@NullMarked
package dev.greenfork.cli.options;

import org.jspecify.annotations.NullMarked;
