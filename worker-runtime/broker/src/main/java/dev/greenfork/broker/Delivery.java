package dev.greenfork.broker;

/**
 * A message that was moved from its queue into the worker's record and must be settled.
 *
 * @param tag its name
 * @param queue the queue it came from, without prefix and priority step
 * @param step the priority step it waited in
 * @param envelope the message, bytes untouched
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per message and never compared
public record Delivery(DeliveryTag tag, String queue, int step, byte[] envelope) {}
