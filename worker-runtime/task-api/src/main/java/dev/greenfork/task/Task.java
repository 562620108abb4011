package dev.greenfork.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A public instance method that workers run when a message with its name arrives.
 *
 * <p>Parameters are filled by position or by their Java name and, like the result, mapped by
 * Jackson. One instance of the class serves all calls of a process, from many threads at once. An
 * exception that leaves the method is the task's failure.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Task {

  /** The name in messages, unique in an application; renaming the method does not change it. */
  String name();

  /** What the task mostly does, which decides the pool that suits it. */
  Kind kind() default Kind.AUTO;

  /** When the message is acknowledged. */
  Ack ack() default Ack.LATE;
}
