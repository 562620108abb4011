package dev.greenfork.worker.revocation;

import dev.greenfork.protocol.TaskMessage;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a message may run at this moment. Asked when it is received, after it has waited and
 * before it runs (reference, section 2). Thread safe.
 */
public final class Gate {

  private final Revocations revocations;
  private final InstantSource clock;

  public Gate(Revocations revocations, InstantSource clock) {
    this.revocations = revocations;
    this.clock = clock;
  }

  /** The time by which it judges. */
  public Instant now() {
    return clock.instant();
  }

  /** Why it may not run, null if it may. */
  public @Nullable Revocation verdict(TaskMessage message) {
    Instant expires = message.headers().timing().expires();
    if (expires != null && clock.instant().isAfter(expires)) {
      return Revocation.EXPIRED;
    }
    return revocations.covers(message) ? Revocation.REVOKED : null;
  }
}
