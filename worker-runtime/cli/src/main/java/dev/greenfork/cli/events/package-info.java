/** {@code greenfork events}: a line for each event that workers publish. */
@NullMarked
package dev.greenfork.cli.events;

import org.jspecify.annotations.NullMarked;
