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
 * exception that leaves the method is the task's failure, or, for those named in {@link #retryFor},
 * the reason to run it again.
 *
 * <p>Times are written like {@code "500ms"}, {@code "30s"}, {@code "1h30m"}. Nonsense is a compile
 * error.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Task {

  /** The name in messages, unique in an application; renaming the method does not change it. */
  String name();

  /** What the task mostly does, which decides the pool that suits it. */
  Kind kind() default Kind.AUTO;

  /**
   * The type of pool without which it waits, in {@code <queue>.parked}, rather than run elsewhere.
   */
  Requires requires() default Requires.NOTHING;

  /** When the message is acknowledged. */
  Ack ack() default Ack.LATE;

  /** Exceptions, subclasses included, after which the task is run again. */
  Class<? extends Throwable>[] retryFor() default {};

  /** Exceptions that fail at once although {@link #retryFor} names them or a superclass. */
  Class<? extends Throwable>[] dontRetryFor() default {};

  /** How often at most it is run again; -1 for ever. Also bounds {@link TaskContext#retry}. */
  int maxRetries() default 3;

  /** The pause before a retry that names none; Celery's default. */
  String retryDelay() default "3m";

  /**
   * The pause before the first retry for an exception of {@link #retryFor}; it doubles each time.
   * Empty: always {@link #retryDelay}.
   */
  String backoff() default "";

  /** The longest pause of {@link #backoff}. */
  String backoffMax() default "10m";

  /** Whether a pause of {@link #backoff} is chosen at random between zero and its full length. */
  boolean jitter() default true;

  /**
   * How often it starts at most in each worker, in Celery's form: {@code "10"} or {@code "10/s"} a
   * second, {@code "10/m"} a minute, {@code "10/h"} an hour. Empty for no limit.
   */
  String rateLimit() default "";

  /**
   * What it shares with other tasks, and how many of them all may run at once in each worker: with
   * {@code "db:20"}, twenty of those that name {@code db}. All must name the same number. Others
   * wait without a slot, so tasks that need nothing of the kind go past them. Empty for no limit.
   */
  String limit() default "";

  /**
   * After this long its thread is interrupted, and {@link TaskContext#checkDeadline} throws. Empty:
   * the pool's. A message's own comes first.
   */
  String softTime() default "";

  /** After this long it has failed. Empty: the pool's. A message's own comes first. */
  String hardTime() default "";

  /** Whether states and results are not stored, unless the message says otherwise. */
  boolean ignoreResult() default false;

  /** Whether the state STARTED is stored when it begins. */
  boolean trackStarted() default false;

  /** Whether monitors are told of its runs, where the worker tells them anything. */
  boolean sendEvents() default true;
}
