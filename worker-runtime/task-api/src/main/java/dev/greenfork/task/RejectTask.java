package dev.greenfork.task;

/**
 * Thrown by a task that cannot do this message (Celery's {@code Reject}): it goes to the back of
 * its queue, or has failed.
 */
public final class RejectTask extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean requeue;

  /**
   * @param reason for the log and, unless it is requeued, the result
   * @param requeue whether it goes to the back of its queue
   */
  public RejectTask(String reason, boolean requeue) {
    super(reason, null, false, false);
    this.requeue = requeue;
  }

  /** Whether it goes to the back of its queue. */
  public boolean requeue() {
    return requeue;
  }
}
