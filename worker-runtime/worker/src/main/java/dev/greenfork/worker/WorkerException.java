package dev.greenfork.worker;

import org.jspecify.annotations.Nullable;

/** The worker cannot start or go on as asked; the message says what to change. */
public class WorkerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WorkerException(String message) {
    this(message, null);
  }

  public WorkerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
