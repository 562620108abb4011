package dev.greenfork.worker;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Origin;
import dev.greenfork.broker.Placer;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first connection. A broker that is not there yet is waited for, as Celery does. */
final class Connecting {

  private static final Logger log = LoggerFactory.getLogger(Connecting.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Connecting() {}

  /** How a worker with these options is known at the broker. */
  static ConsumerSpec spec(WorkerOptions options, Instant now) {
    return new ConsumerSpec(
        options.nodename(),
        options.pool().type().label(),
        options.pool().concurrency(),
        options.queues(),
        options.routing().order(),
        Origin.here(System.getenv("GREENFORK_POD_UID"), now));
  }

  /**
   * Registers the worker, trying until it succeeds.
   *
   * @throws dev.greenfork.broker.BrokerRefusedException if waiting does not help
   * @throws WorkerException if the thread is interrupted meanwhile
   */
  static TaskConsumer consume(Broker broker, ConsumerSpec spec, Placer placer) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return broker.consume(spec, placer);
      } catch (BrokerUnavailableException e) {
        log.warn("{} Next try in {}.", e.getMessage(), pause);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new WorkerException("Interrupted while waiting for the broker.", e);
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
