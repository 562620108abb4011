package dev.greenfork.broker;

import java.util.List;

/**
 * A worker as it is known at the broker.
 *
 * @param nodename Celery's name of the node, {@code name@host}
 * @param pool {@code green} or {@code prefork}
 * @param concurrency its number of slots
 * @param queues the queues it serves, at least one
 * @param order in which order it looks into them
 * @param origin its process
 */
public record ConsumerSpec(
    String nodename,
    String pool,
    int concurrency,
    List<String> queues,
    QueueOrder order,
    Origin origin) {

  /** One that serves its queues in turn, of which nobody knows where it runs. */
  public ConsumerSpec(String nodename, String pool, int concurrency, List<String> queues) {
    this(nodename, pool, concurrency, queues, QueueOrder.ROUND_ROBIN, Origin.UNKNOWN);
  }

  /** One of which nobody knows where it runs. */
  public ConsumerSpec(
      String nodename, String pool, int concurrency, List<String> queues, QueueOrder order) {
    this(nodename, pool, concurrency, queues, order, Origin.UNKNOWN);
  }

  public ConsumerSpec {
    queues = List.copyOf(queues);
    if (queues.isEmpty()) {
      throw new IllegalArgumentException("a worker needs at least one queue; name one with -Q");
    }
  }

  /** The same worker with another number of slots. */
  public ConsumerSpec withConcurrency(int slots) {
    return new ConsumerSpec(nodename, pool, slots, queues, order, origin);
  }
}
