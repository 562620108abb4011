package dev.greenfork.protocol.event;

import java.time.Instant;

/**
 * Something with the time at which it happened.
 *
 * @param clock the sender's logical clock
 */
public record Stamped<T>(T what, long clock, Instant time) {}
