package dev.greenfork.local;

import org.jspecify.annotations.Nullable;

/** The pools cannot be run as asked; the message says what to change. */
public class LocalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LocalException(String message) {
    this(message, null);
  }

  public LocalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
