package dev.greenfork.examples.feedhub.driver;

/** Why the hub could not be driven; the message says how to mend it. */
final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DriverException(String message) {
    super(message);
  }

  DriverException(String message, Throwable cause) {
    super(message, cause);
  }
}
