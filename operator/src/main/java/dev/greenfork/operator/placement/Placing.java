package dev.greenfork.operator.placement;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.ServedQueue;
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
    Map<String, KnownTask> tasks = new HashMap<>();
    for (ServedQueue queue : broker.splits().served(wish.queues())) {
      Serving serving = new Serving(known(queue));
      RouteRules rules = new RouteRules(RoutingText.rules(queue.rules().rules()));
      serving.names().forEach(name -> tasks.putIfAbsent(name, serving.routed(name, rules).task()));
    }
    return new Circumstances(tasks, wish.shapes(), wish.policy(), wish.dryRun());
  }

  private static Map<PoolType, Collection<KnownTask>> known(ServedQueue queue) {
    Map<PoolType, Collection<KnownTask>> known = new EnumMap<>(PoolType.class);
    for (PoolType type : PoolType.values()) {
      List<String> indexes = queue.tasks().get(type.word());
      if (indexes != null) {
        known.put(
            type, indexes.stream().flatMap(text -> RoutingText.tasks(text).stream()).toList());
      }
    }
    return known;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
