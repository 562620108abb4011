package dev.greenfork.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a queue.
 *
 * @param waiting messages that could run now
 * @param delayed messages whose time has not come
 * @param nextDue when the first of these is due; null where there is none
 * @param dead dead letters
 */
public record QueueState(
    String queue, QueueDepth waiting, long delayed, @Nullable Instant nextDue, long dead) {}
