@NullMarked
package dev.greenfork.task;

import org.jspecify.annotations.NullMarked;
