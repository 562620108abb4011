package dev.greenfork.client;

import dev.greenfork.broker.Announcement;
import dev.greenfork.broker.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the broker, many in one go, and tells monitors if they want it. Thread safe.
 */
final class Outbox {

  /** How many messages are confirmed, and told of, together. */
  static final int CHUNK = 500;

  private final Broker broker;
  private final @Nullable SentEvents events;

  /**
   * @param events null to tell nobody
   */
  Outbox(Broker broker, @Nullable SentEvents events) {
    this.broker = broker;
    this.events = events;
  }

  /** Blocks while too much is unsent; done when the broker has all of them. */
  CompletableFuture<Void> post(List<Outgoing> messages) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int at = 0; at < messages.size(); at += CHUNK) {
      List<Outgoing> chunk = messages.subList(at, Math.min(at + CHUNK, messages.size()));
      List<Announcement> news = events == null ? List.of() : List.of(events.of(chunk));
      sent.add(
          broker
              .publisher()
              .publish(chunk.stream().map(Outgoing::publication).toList(), news)
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }
}
