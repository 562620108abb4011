package dev.greenfork.operator.placement;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.QueueService.Server;
import dev.greenfork.broker.Splits;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.placement.Circumstances;
import dev.greenfork.placement.News;
import dev.greenfork.placement.PlacementKeeper;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places the tasks of one broker until it is closed. For one thread. */
public final class Placing implements AutoCloseable {

  private final Broker broker;
  private final PlacementKeeper keeper;

  private Placing(Broker broker, PlacementKeeper keeper) {
    this.broker = broker;
    this.keeper = keeper;
  }

  /** Listens from now on. */
  public static Placing at(Broker broker) {
    return new Placing(broker, PlacementKeeper.at(broker, InstantSource.system()));
  }

  /**
   * To be called about once a second.
   *
   * @throws dev.greenfork.broker.BrokerException if the broker is away
   */
  public void look(Wish wish) {
    List<News> news = keeper.look(() -> circumstances(wish));
    if (!news.isEmpty()) {
      wish.told().accept(news);
    }
  }

  private Circumstances circumstances(Wish wish) {
    Splits splits = broker.splits();
    List<QueueService> queues = splits.look(wish.queues());
    Map<String, String> indexes =
        splits.tasks(
            queues.stream()
                .flatMap(queue -> queue.servers().stream())
                .map(Server::digest)
                .toList());
    RouteRules rules = new RouteRules(RoutingText.rules(splits.rules().rules()));
    Map<String, KnownTask> tasks = new HashMap<>();
    for (QueueService queue : queues) {
      Serving serving = new Serving(known(queue, indexes));
      serving.names().forEach(name -> tasks.putIfAbsent(name, serving.routed(name, rules).task()));
    }
    return new Circumstances(tasks, wish.shapes(), wish.policy(), wish.dryRun());
  }

  /** The tasks of each type of pool that serves a queue. */
  private static Map<PoolType, Collection<KnownTask>> known(
      QueueService queue, Map<String, String> indexes) {
    Map<PoolType, Collection<KnownTask>> known = new EnumMap<>(PoolType.class);
    for (PoolType type : PoolType.values()) {
      List<String> digests =
          queue.servers().stream()
              .filter(server -> server.type().equals(type.word()))
              .map(Server::digest)
              .distinct()
              .toList();
      if (!digests.isEmpty()) {
        known.put(
            type,
            digests.stream()
                .flatMap(digest -> RoutingText.tasks(indexes.getOrDefault(digest, "")).stream())
                .toList());
      }
    }
    return known;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
