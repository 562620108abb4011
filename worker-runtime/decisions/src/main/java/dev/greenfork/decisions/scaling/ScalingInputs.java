package dev.greenfork.decisions.scaling;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one decision looks at. Whatever is missing is missing here, never zero.
 *
 * @param capacity of one worker
 * @param pods what was seen of the pool's pods
 * @param broker what was seen at the broker; null if nothing ever was
 * @param fault one sentence on why there is nothing newer; null while all is well
 */
public record ScalingInputs(
    Capacity capacity, PodSignal pods, @Nullable AtBroker broker, @Nullable String fault) {

  /**
   * What was seen at the broker.
   *
   * @param queues each queue and sub-queue that the pool serves; never empty
   * @param work what the pool's workers hold
   * @param services how long tasks take in this type of pool, by name; as far as it is known
   */
  public record AtBroker(
      List<QueueSignal> queues, WorkSignal work, Map<String, ServiceTime> services) {

    public AtBroker {
      queues = List.copyOf(queues);
      services = Map.copyOf(services);
      if (queues.isEmpty()) {
        throw new IllegalArgumentException("a pool serves at least one queue");
      }
    }

    /** Messages that wait. */
    public long ready() {
      return queues.stream().mapToLong(queue -> queue.backlog().ready()).sum();
    }

    /** Messages that are due before a pod could be started for them. */
    public long soon() {
      return queues.stream().mapToLong(queue -> queue.delayed().soon()).sum();
    }
  }
}
