package dev.greenfork.broker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a queue.
 *
 * @param waiting messages that wait, in its sub-queues as well
 * @param split those of them that lie in sub-queues; only sub-queues in which some do
 * @param delayed messages whose time has not come
 * @param nextDue when the first of these is due; null where there is none
 * @param dead dead letters
 */
public record QueueState(
    String queue,
    QueueDepth waiting,
    Map<SubQueue, QueueDepth> split,
    long delayed,
    @Nullable Instant nextDue,
    long dead) {

  public QueueState {
    split = Map.copyOf(split);
  }
}
