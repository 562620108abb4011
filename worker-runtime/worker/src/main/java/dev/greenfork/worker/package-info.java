@NullMarked
package dev.greenfork.worker;

import org.jspecify.annotations.NullMarked;
