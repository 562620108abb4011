package dev.greenfork.worker.revocation;

import org.jspecify.annotations.Nullable;

/**
 * Why a task was not run to its end though nothing was wrong with it.
 *
 * @param terminated whether it ran and was ended
 * @param signal the signal that was asked for, as {@code SIGTERM}; null where none was
 * @param expired whether its time had passed
 */
public record Revocation(boolean terminated, @Nullable String signal, boolean expired) {

  /** What Celery stores as the message of a TaskRevokedError. */
  public String reason() {
    if (expired) {
      return "expired";
    }
    return terminated ? "terminated" : "revoked";
  }

  /** Its time to start had passed. */
  public static final Revocation EXPIRED = new Revocation(false, null, true);

  /** It was revoked before it started. */
  public static final Revocation REVOKED = new Revocation(false, null, false);
}
