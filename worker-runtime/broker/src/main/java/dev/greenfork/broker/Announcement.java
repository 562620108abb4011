package dev.greenfork.broker;

/**
 * News of messages, for whoever listens to an exchange, told once those are in their queues. Nobody
 * waits for it, and it is not repeated.
 *
 * @param envelope the encoded news; not copied, must not change
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per batch and never compared
public record Announcement(String exchange, String routingKey, byte[] envelope) {}
