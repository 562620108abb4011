package dev.greenfork.client;

/**
 * Arguments that cannot be written as JSON, or a result that cannot be read as the type asked for.
 */
public final class ArgumentException extends ClientException {

  private static final long serialVersionUID = 1;

  ArgumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
