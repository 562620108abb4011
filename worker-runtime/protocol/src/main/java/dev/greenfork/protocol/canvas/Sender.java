package dev.greenfork.protocol.canvas;

import org.jspecify.annotations.Nullable;

/**
 * Who sends.
 *
 * @param node the sender's name, as in {@code gen1@host}
 * @param replyTo the sender's reply queue; null for none
 * @param queue where tasks go that name none, Celery's {@code task_default_queue}
 */
public record Sender(String node, @Nullable String replyTo, String queue) {}
