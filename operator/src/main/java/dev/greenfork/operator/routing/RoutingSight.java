package dev.greenfork.operator.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.operator.foreign.ForeignWorker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of the queues of a Broker, without what changes with each message. Equal as long as
 * nothing is to be said anew.
 *
 * @param rules those that hold at the broker, as text
 * @param learned where tasks were found to run best, as text
 * @param servers who serves each queue
 * @param tasks the tasks of each list that one of them names, by digest
 * @param unknown tasks that arrived within the last hour in each queue and that nobody there knows
 * @param foreign workers that are not Greenfork's and take from one of the queues
 */
public record RoutingSight(
    String rules,
    String learned,
    Map<String, Set<Server>> servers,
    Map<String, List<KnownTask>> tasks,
    Map<String, Set<String>> unknown,
    List<ForeignWorker> foreign) {

  public RoutingSight {
    servers = Map.copyOf(servers);
    tasks = Map.copyOf(tasks);
    unknown = Map.copyOf(unknown);
    foreign = List.copyOf(foreign);
  }

  /**
   * Workers of one pool that serve a queue with the same tasks, or the pool itself.
   *
   * @param type as it stands at the broker: {@code green}, {@code prefork} or that of others
   * @param digest names their tasks; empty where these are unknown
   * @param pool its name, or what stands for it with workers of no pool
   * @param declared whether the operator said so, and not a worker
   */
  public record Server(String type, String digest, String pool, boolean declared) {}

  /** All that decides about tasks beside their declarations. */
  public RouteRules allRules() {
    return new RouteRules(RoutingText.rules(rules), RoutingText.learned(learned));
  }

  /** Who serves a queue with which tasks. */
  public Serving serving(String queue) {
    Map<PoolType, Collection<KnownTask>> known = new EnumMap<>(PoolType.class);
    for (Server server : servers.getOrDefault(queue, Set.of())) {
      for (PoolType type : PoolType.values()) {
        if (type.word().equals(server.type())) {
          known
              .computeIfAbsent(type, _ -> new ArrayList<>())
              .addAll(tasks.getOrDefault(server.digest(), List.of()));
        }
      }
    }
    return new Serving(known);
  }

  /** The lists of tasks that living workers of a pool have told: more than one while it rolls. */
  public Set<String> told(String pool) {
    Set<String> told = new HashSet<>();
    for (Set<Server> each : servers.values()) {
      for (Server server : each) {
        if (!server.declared() && server.pool().equals(pool) && !server.digest().isEmpty()) {
          told.add(server.digest());
        }
      }
    }
    return told;
  }

  /** What a pool can run of a queue, as its workers told or as was declared for it. */
  public Set<KnownTask> tasksOf(String pool, String queue) {
    Set<KnownTask> own = new HashSet<>();
    for (Server server : servers.getOrDefault(queue, Set.of())) {
      if (server.pool().equals(pool)) {
        own.addAll(tasks.getOrDefault(server.digest(), List.of()));
      }
    }
    return own;
  }

  /** The list of tasks that was declared for a pool; empty where none is. */
  public Optional<String> declared(String pool) {
    return servers.values().stream()
        .flatMap(Set::stream)
        .filter(server -> server.declared() && server.pool().equals(pool))
        .map(Server::digest)
        .findAny();
  }
}
