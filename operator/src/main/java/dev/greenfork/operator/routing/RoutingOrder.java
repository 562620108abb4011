package dev.greenfork.operator.routing;

import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What is wanted of the queues of a Broker.
 *
 * @param rules of all its TaskRoutes, as they stand at the broker
 * @param pools all pools that name it
 */
public record RoutingOrder(String rules, List<PoolTasks> pools) {

  /** No rules, no pools. */
  public static final RoutingOrder NONE = new RoutingOrder("", List.of());

  public RoutingOrder {
    pools = List.copyOf(pools);
  }

  /** For a Broker with these. */
  public static RoutingOrder of(Collection<TaskRoute> routes, Collection<WorkerPool> pools) {
    return new RoutingOrder(
        RoutePlan.of(routes).text(), pools.stream().map(PoolTasks::of).toList());
  }

  /** All queues that some pool serves, sorted. */
  public List<String> queues() {
    TreeSet<String> queues = new TreeSet<>();
    pools.forEach(pool -> queues.addAll(pool.queues()));
    return List.copyOf(queues);
  }
}
