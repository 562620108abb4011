package dev.greenfork.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How a message travels (kombu's properties).
 *
 * @param deliveryTag unique per publish
 * @param correlationId the task id, where the sender set it
 * @param replyTo the sender's reply queue, empty if none
 * @param routing the exchange and routing key it was sent with
 * @param priority 0 to 9; on Redis 0 is served first
 * @param expiration time to live in whole milliseconds as text
 */
public record MessageProperties(
    @Nullable String deliveryTag,
    @Nullable String correlationId,
    @Nullable String replyTo,
    Routing routing,
    int priority,
    @Nullable String expiration) {

  /**
   * Where a message was sent.
   *
   * @param exchange empty for a message sent straight to a queue
   * @param routingKey the queue's name in that case
   * @param redelivered whether a worker had it before, or something was sent twice: it may have
   *     been done already (kombu's restore says so in the message)
   */
  public record Routing(String exchange, String routingKey, boolean redelivered) {

    /** The same way, not for the first time. */
    Routing again() {
      return new Routing(exchange, routingKey, true);
    }

    /** Straight to the queue of this name. */
    public static Routing toQueue(String queue) {
      return new Routing("", queue, false);
    }
  }

  /** The same, not for the first time. */
  MessageProperties again() {
    return new MessageProperties(
        deliveryTag, correlationId, replyTo, routing.again(), priority, expiration);
  }
}
