package dev.greenfork.operator.routing;

import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.operator.foreign.ForeignWorker;
import dev.greenfork.operator.routing.RoutingSight.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What could have been seen of queues, for tests. */
public final class Sights {

  private final Map<String, Set<Server>> servers = new HashMap<>();
  private final Map<String, String> lists = new HashMap<>();
  private final Map<String, Set<String>> unknown = new HashMap<>();
  private final List<ForeignWorker> foreign = new ArrayList<>();
  private String rules = "";

  /** Workers of a pool serve a queue with these tasks, as text. */
  public Sights worker(String queue, String type, String pool, String tasks) {
    lists.put(digest(tasks), tasks);
    return server(queue, new Server(type, digest(tasks), pool, false));
  }

  /** A pool was declared for a queue with these tasks, as text. */
  public Sights declared(String queue, String type, String pool, String tasks) {
    lists.put(digest(tasks), tasks);
    return server(queue, new Server(type, digest(tasks), pool, true));
  }

  /** These rules hold. */
  public Sights rules(RoutePlan plan) {
    rules = plan.text();
    return this;
  }

  /** These tasks arrived and nobody knew them. */
  public Sights unknown(String queue, String... tasks) {
    unknown.put(queue, Set.of(tasks));
    return this;
  }

  /** A worker that is not Greenfork's takes from a queue and knows these tasks. */
  public Sights foreign(String queue, String node, String... tasks) {
    foreign.add(new ForeignWorker(node, Set.of(queue), Set.of(tasks)));
    return this;
  }

  /** All of it. */
  public RoutingSight sight() {
    Map<String, List<KnownTask>> tasks = new HashMap<>();
    lists.forEach((digest, text) -> tasks.put(digest, RoutingText.tasks(text)));
    return new RoutingSight(rules, "", servers, tasks, unknown, foreign);
  }

  /** The name of a list of tasks. */
  public static String digest(String tasks) {
    return tasks.isEmpty() ? "" : Integer.toHexString(tasks.hashCode());
  }

  private Sights server(String queue, Server server) {
    servers.computeIfAbsent(queue, any -> new HashSet<>()).add(server);
    return this;
  }
}
