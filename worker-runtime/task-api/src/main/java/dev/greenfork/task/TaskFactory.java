package dev.greenfork.task;

import java.util.Optional;

/**
 * Makes the instances of task classes, for dependency injection or shared connection pools. Found
 * by {@link java.util.ServiceLoader}; asked once per task class and process, on one thread, before
 * the first message is fetched. A factory or an instance that is {@link AutoCloseable} is closed
 * after the worker has drained.
 */
@FunctionalInterface
public interface TaskFactory {

  /**
   * The one instance of {@code type}, or nothing if this factory does not know the class; then the
   * next factory is asked, and at last the class's public constructor.
   */
  <T> Optional<T> make(Class<T> type);
}
