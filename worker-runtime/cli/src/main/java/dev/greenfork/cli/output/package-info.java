/** How commands show things: tables for people. Rows come in, lines of text go out. */
@NullMarked
package dev.greenfork.cli.output;

import org.jspecify.annotations.NullMarked;
