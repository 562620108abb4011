/** {@code greenfork tasks}: lists what task jars contain. */
@NullMarked
package dev.greenfork.cli.tasks;

import org.jspecify.annotations.NullMarked;
