@NullMarked
package dev.greenfork.cli;

import org.jspecify.annotations.NullMarked;
