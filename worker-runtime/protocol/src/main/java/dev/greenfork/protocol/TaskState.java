package dev.greenfork.protocol;

/** The states that Celery defines for a stored result; applications may store others. */
public enum TaskState {
  PENDING,
  STARTED,
  RETRY,
  SUCCESS,
  FAILURE,
  REVOKED;

  /** Whether a task in this state has ended. */
  public boolean isReady() {
    return this == SUCCESS || this == FAILURE || this == REVOKED;
  }
}
