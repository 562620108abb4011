package dev.greenfork.protocol.canvas;

import org.jspecify.annotations.Nullable;

/**
 * Who sends.
 *
 * @param node the sender's name, as in {@code gen1@host}
 * @param replyTo the sender's reply queue; null for none
 * @param routes where tasks go that name no queue
 */
public record Sender(String node, @Nullable String replyTo, Routes routes) {

  /** Whose tasks go to one queue where they name none. */
  public Sender(String node, @Nullable String replyTo, String queue) {
    this(node, replyTo, Routes.to(queue));
  }
}
