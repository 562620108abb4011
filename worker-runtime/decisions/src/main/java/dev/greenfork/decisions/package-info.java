@NullMarked
package dev.greenfork.decisions;

import org.jspecify.annotations.NullMarked;
