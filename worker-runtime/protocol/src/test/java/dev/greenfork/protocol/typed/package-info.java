/** Tests of typed values. */
@NullMarked
package dev.greenfork.protocol.typed;

import org.jspecify.annotations.NullMarked;
