package dev.greenfork.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a queue.
 *
 * @param queue name of the queue
 * @param priority 0 to 9; on Redis 0 is served first
 * @param envelope the encoded message; not copied, must not change
 * @param due when it enters its queue; until then it waits in the queue's delayed set. Null for at
 *     once. What is due within seconds goes to the queue at once and waits in a worker
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per message and never compared
public record Publication(String queue, int priority, byte[] envelope, @Nullable Instant due) {

  /** A message for now. */
  public Publication(String queue, int priority, byte[] envelope) {
    this(queue, priority, envelope, null);
  }
}
