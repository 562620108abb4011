package dev.greenfork.worker.arguments;

/** The arguments of a message do not fit the task; the text is what Python's TypeError says. */
public final class ArgumentException extends Exception {

  private static final long serialVersionUID = 1L;

  ArgumentException(String message) {
    super(message);
  }
}
