@NullMarked
package dev.greenfork.task.processor;

import org.jspecify.annotations.NullMarked;
