package dev.greenfork.broker;

import java.time.Instant;

/**
 * A message that waits at the broker until its time has come.
 *
 * @param queue the queue that it will enter
 * @param due when
 * @param envelope the encoded message; not copied, must not change
 */
@SuppressWarnings("ArrayRecordComponent") // why: made to be shown and never compared
public record DelayedMessage(String queue, Instant due, byte[] envelope) {}
