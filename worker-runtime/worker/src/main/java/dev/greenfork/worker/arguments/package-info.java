/**
 * From JSON to Java and back: message bodies come in and leave as the arguments of a task's method;
 * its result goes out as JSON. What does not fit is told as Python would tell it.
 */
@NullMarked
package dev.greenfork.worker.arguments;

import org.jspecify.annotations.NullMarked;
