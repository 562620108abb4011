package dev.greenfork.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Answers to those who asked by {@link Fanout}: a queue for each asker, found through the bindings
 * of the exchange that it names (kombu's pidbox). Thread safe.
 */
public interface Replies {

  /**
   * Where an answer is expected.
   *
   * @param exchange for example {@code reply.celery.pidbox}
   * @param routingKey names the asker
   */
  record Address(String exchange, String routingKey) {}

  /**
   * Puts an answer into every queue that is bound there. Does not block, as {@link Fanout#publish}.
   * Nobody's queue grows for ever: it is dropped when nobody has read or written for a minute.
   *
   * @return done when the broker has taken it; an asker who is gone is no error
   */
  CompletionStage<Void> send(Address address, byte[] envelope);

  /**
   * Makes a queue for answers to the caller, on a connection of its own.
   *
   * @throws BrokerException if that fails
   */
  Inbox open(String exchange);

  /** The queue of one asker. For one thread. */
  interface Inbox extends AutoCloseable {

    /** Where answers are to be sent. */
    Address address();

    /**
     * The next answer, waited for at most this long; empty if there was none.
     *
     * @param patience rounded up to whole milliseconds
     * @throws BrokerException if the connection breaks; what was not read is lost
     */
    Optional<byte[]> take(Duration patience);

    /** Removes the queue. */
    @Override
    void close();
  }
}
