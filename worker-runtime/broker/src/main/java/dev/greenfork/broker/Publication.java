package dev.greenfork.broker;

/**
 * A message on its way to a queue.
 *
 * @param queue name of the queue
 * @param priority 0 to 9; on Redis 0 is served first
 * @param envelope the encoded message; not copied, must not change
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per message and never compared
public record Publication(String queue, int priority, byte[] envelope) {}
