package dev.greenfork.broker;

import java.util.concurrent.CompletionStage;

/**
 * Messages to everybody who listens at that moment; nothing is kept for those who do not (kombu's
 * fanout exchanges: {@code celery.pidbox}, {@code celeryev}). Thread safe.
 */
public interface Fanout {

  /**
   * Queues a message for the writer, which sends many in one round trip. Never blocks: what cannot
   * be sent within 10 s, or finds too much unsent before it, is dropped, and the stage says so.
   * After a broken connection a message may be sent twice.
   *
   * @param routingKey empty for an exchange without keys
   * @param envelope not copied, must not change
   * @return done when the broker has taken it, whether or not anybody heard it; may be ignored
   */
  CompletionStage<Void> publish(String exchange, String routingKey, byte[] envelope);

  /**
   * Listens on the one connection that all subscriptions share. It is mended with back-off, and one
   * that has died silently is noticed by pings within 15 s; what is sent meanwhile is missed.
   *
   * @param routing the key; {@code *} and {@code #} stand for any part of it, dots included, as
   *     with kombu on Redis; empty for messages without a key
   */
  Subscription subscribe(String exchange, String routing, Listener listener);

  /**
   * Hears messages, on the thread that reads the connection: must be quick and must not block. What
   * it throws is logged.
   */
  interface Listener {

    /** A message came. */
    void heard(String routingKey, byte[] envelope);

    /** Listening again after a break; what was sent in between has been missed. */
    default void resumed() {}
  }

  /** Listens until it is closed. */
  interface Subscription extends AutoCloseable {

    /** Done when the broker has confirmed it: what is sent from now on is heard. */
    CompletionStage<Void> active();

    /** Stops listening; a message on its way may still be heard. */
    @Override
    void close();
  }
}
