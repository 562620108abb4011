package dev.greenfork.broker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/**
 * One broker and its result backend. Connections are made when first needed. Thread safe.
 *
 * <p>Every method that talks to the broker throws a {@link BrokerException}: {@link
 * BrokerRefusedException} where waiting does not help, {@link BrokerUnavailableException} where it
 * may.
 */
public interface Broker extends AutoCloseable {

  /**
   * Asks the broker what it is and whether it fits: one round trip on a connection of its own,
   * closed afterwards.
   */
  BrokerProbe probe();

  /**
   * As {@link #probe} for the result backend; the same as {@link #probe} where the broker stores
   * the results.
   */
  BrokerProbe probeResults();

  /**
   * Claims the queues for a namespace, or prolongs its claim: one round trip on a connection of its
   * own. A Redis without free memory is claimed the next time.
   *
   * @param life how long the claim stands unless it is prolonged
   * @return who has them; another namespace's claim is left as it is
   */
  BrokerOwner claim(BrokerOwner owner, Duration life);

  /**
   * The number of waiting messages of each queue, those of its sub-queues included, in the order
   * asked, in one round trip.
   */
  Map<String, QueueDepth> depths(Collection<String> queues);

  /** What is done with whole queues. */
  QueueAdmin queues();

  /** How queues are split. */
  Splits splits();

  /** What is known about tasks, for who comes after. */
  Notes notes();

  /** The workers that are known here. */
  Workers workers();

  /** Which workers are told to fetch nothing more. */
  Drains drains();

  /** The shared publisher. */
  Publisher publisher();

  /** The shared reader of results. */
  Results results();

  /** The shared sender and hearer of messages to everybody. */
  Fanout fanout();

  /** The shared sender of answers. */
  Replies replies();

  /** What remote control has ordered for workers that start later. */
  StandingOrders orders();

  /** The shared reader of chords. */
  Chords chords();

  /**
   * Starts to watch queues and workers; connects by itself, now and after each break. Nothing is
   * watched before {@link Signals#watch}.
   *
   * @param clock gives the times of what is read
   */
  Signals signals(InstantSource clock, Signals.Listener listener);

  /**
   * Registers a worker and starts to keep its lease. Returns after the first reply of the broker.
   *
   * @throws BrokerException if the first connection fails; later ones are mended without the caller
   */
  default TaskConsumer consume(ConsumerSpec spec) {
    return consume(spec, Placer.NONE);
  }

  /**
   * As {@link #consume(ConsumerSpec)}, for a worker whose queues are split while both types of pool
   * serve them.
   */
  TaskConsumer consume(ConsumerSpec spec, Placer placer);

  /**
   * Ends all connections and threads of this broker, consumers included. Unconfirmed settlements
   * are not waited for.
   */
  @Override
  void close();
}
