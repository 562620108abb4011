package dev.greenfork.client;

/** What went wrong between a producer and its task. */
public sealed class ClientException extends RuntimeException
    permits TaskFailedException, TaskTimeoutException, ArgumentException {

  private static final long serialVersionUID = 1;

  ClientException(String message) {
    super(message);
  }

  ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
