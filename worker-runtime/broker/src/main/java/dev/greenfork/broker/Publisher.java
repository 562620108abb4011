package dev.greenfork.broker;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Puts messages into queues. Messages of many callers go out together in one round trip. Thread
 * safe.
 *
 * <p>When a connection breaks before the reply, the messages are sent again for up to 10 s, as
 * Celery does, so a message may then stand in its queue twice; after that the stage ends in a
 * {@link BrokerUnavailableException}. What the broker refuses for good ends in a {@link
 * BrokerRefusedException} at once, for its sender alone; of what it cannot take now, as without
 * free memory, only the messages that it did not take are sent again.
 */
public interface Publisher {

  /**
   * Puts these messages into their queues, in this order. Blocks while too much is unwritten.
   *
   * @return done when the broker has confirmed all of them
   */
  default CompletionStage<Void> publish(List<Publication> messages) {
    return publish(messages, List.of());
  }

  /**
   * As the other, and then tells the news of them, in the same go. They are left out where a
   * message was refused, and lost where the connection breaks right then.
   *
   * @return done when the broker has confirmed all messages
   */
  CompletionStage<Void> publish(List<Publication> messages, List<Announcement> news);

  /** One message. */
  default CompletionStage<Void> publish(Publication message) {
    return publish(List.of(message));
  }
}
