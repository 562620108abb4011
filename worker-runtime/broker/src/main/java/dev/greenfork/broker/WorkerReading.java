package dev.greenfork.broker;

import java.util.List;

/**
 * A worker that is registered at the broker, for whoever sizes pools.
 *
 * @param worker its registration, lease and deliveries
 * @param type of its pool, {@code green} or {@code prefork}; empty if unknown
 * @param queues those that it serves
 * @param unstarted deliveries that it has not started
 */
public record WorkerReading(KnownWorker worker, String type, List<String> queues, long unstarted) {

  public WorkerReading {
    queues = List.copyOf(queues);
  }
}
