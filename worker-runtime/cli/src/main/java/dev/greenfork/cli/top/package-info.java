/**
 * {@code greenfork top}: workers, queues and tasks as tables that are drawn anew each second. The
 * fleet's view comes in; lines that fit the terminal, or JSON, go out.
 */
@NullMarked
package dev.greenfork.cli.top;

import org.jspecify.annotations.NullMarked;
