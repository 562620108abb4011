package dev.greenfork.client;

/** A task has not ended within the time that the caller was willing to wait. It may still. */
public final class TaskTimeoutException extends ClientException {

  private static final long serialVersionUID = 1;

  TaskTimeoutException(String message) {
    super(message);
  }
}
