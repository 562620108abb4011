package dev.greenfork.local;

/** Why the pools cannot run here; the message says how to mend it. */
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LocalException(String message) {
    super(message);
  }

  public LocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
