package dev.greenfork.task;

import org.jspecify.annotations.Nullable;

/**
 * What a task asked of its worker was not done: a task not sent, a state not stored, a result not
 * read.
 */
public final class TaskSendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what happened and what to do about it. */
  public TaskSendException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
