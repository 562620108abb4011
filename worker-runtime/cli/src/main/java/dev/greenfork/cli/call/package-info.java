/** {@code greenfork call}: sends one task and, if asked to, waits for its result. */
@NullMarked
package dev.greenfork.cli.call;

import org.jspecify.annotations.NullMarked;
