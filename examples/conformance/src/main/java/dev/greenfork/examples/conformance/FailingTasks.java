package dev.greenfork.examples.conformance;

import dev.greenfork.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that fail, alone or with their process. */
public final class FailingTasks {

  private static final Logger LOG = LoggerFactory.getLogger(FailingTasks.class);

  /**
   * Throws the exception that {@code type} names.
   *
   * @param type a Java class ({@code java.io.IOException}; without a package, of {@code java.lang})
   *     or a Python builtin that a Java class maps to ({@code ValueError})
   */
  @Task(name = "conformance.fail")
  public void fail(String type, @Nullable String message) throws Exception {
    LOG.info("About to fail with {}", type);
    switch (Exceptions.make(type, message)) {
      case Exception exception -> throw exception;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalArgumentException("not to be thrown", other);
    }
  }

  /** Ends the process at once: no shutdown hook runs, as if it had been killed. */
  @Task(name = "conformance.exit")
  public void exit(int code) {
    LOG.warn("About to end this process with {}", code);
    Runtime.getRuntime().halt(code);
  }
}
