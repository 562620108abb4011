package dev.greenfork.task;

/**
 * Thrown by {@link TaskContext#checkDeadline} once the task is to end. What leaves the task is told
 * as Celery's {@code SoftTimeLimitExceeded}; a task may catch it to clean up, and must end then.
 */
public final class DeadlineExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is over. */
  public DeadlineExceededException(String message) {
    super(message);
  }
}
