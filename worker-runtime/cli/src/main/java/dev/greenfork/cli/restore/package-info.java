/**
 * Puts back what dead workers hold, where none will return to do it. Asks the broker alone, and
 * changes nothing unless told to.
 */
@NullMarked
package dev.greenfork.cli.restore;

import org.jspecify.annotations.NullMarked;
