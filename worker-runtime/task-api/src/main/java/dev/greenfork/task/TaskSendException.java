package dev.greenfork.task;

import org.jspecify.annotations.Nullable;

/** A task could not send another one. */
public final class TaskSendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what happened and what to do about it. */
  public TaskSendException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
