package dev.greenfork.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a parameter of a task optional: the value it has in a message that leaves it out. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Default {

  /** A JSON literal, such as {@code false}, {@code 10}, {@code "text"} with quotes, {@code []}. */
  String value();
}
