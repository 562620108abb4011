@NullMarked
package dev.greenfork.protocol;

import org.jspecify.annotations.NullMarked;
