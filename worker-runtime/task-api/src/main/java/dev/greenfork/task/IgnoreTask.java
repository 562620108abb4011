package dev.greenfork.task;

/**
 * Thrown by a task whose end is to leave no trace: its message is acknowledged, no state is stored,
 * nothing follows (Celery's {@code Ignore}).
 */
public final class IgnoreTask extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the log
   */
  public IgnoreTask(String reason) {
    super(reason, null, false, false);
  }
}
