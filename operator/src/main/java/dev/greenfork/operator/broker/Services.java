package dev.greenfork.operator.broker;

import dev.greenfork.operator.placement.Wishes;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wanted of the mover of a Broker. Thread-safe. */
@ApplicationScoped
class Services {

  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  private final Obituaries obituaries;
  private final Wishes wishes;

  Services(Obituaries obituaries, Wishes wishes) {
    this.obituaries = obituaries;
    this.wishes = wishes;
  }

  /**
   * For a Broker with these pools.
   *
   * @param later gives its pools when there is news of them: some may have come since
   */
  DueMover.Service of(Broker broker, List<WorkerPool> pools, Supplier<List<WorkerPool>> later) {
    return new DueMover.Service(
        pools.stream().flatMap(pool -> pool.getSpec().queueNames().stream()).distinct().toList(),
        news -> obituaries.publish(broker, now(later, pools), news),
        wishes.of(broker, pools));
  }

  private static List<WorkerPool> now(Supplier<List<WorkerPool>> later, List<WorkerPool> atLeast) {
    try {
      return later.get();
    } catch (KubernetesClientException e) {
      LOG.warn("news are told to the pools known before: {}", e.getMessage());
      return atLeast;
    }
  }
}
