package dev.greenfork.cli.routes;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.QueueService.Server;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.decisions.routing.RouteRule;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.placement.Shelf;
import dev.greenfork.placement.TaskEvidences;
import dev.greenfork.placement.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts together where tasks run from what stands at a broker. */
final class Routes {

  private Routes() {}

  /** Of all tasks that anybody knows in these queues, by name; a few round trips. */
  static List<Route> read(Broker broker, Collection<String> queues) {
    List<QueueService> services = broker.splits().look(queues);
    List<String> digests =
        services.stream().flatMap(each -> each.servers().stream()).map(Server::digest).toList();
    return of(
        services,
        broker.splits().tasks(digests),
        broker.splits().rules(),
        new Shelf(broker.notes()).read());
  }

  /** The same, of what was read. Pure. */
  static List<Route> of(
      List<QueueService> services,
      Map<String, String> lists,
      RuleTexts texts,
      Map<String, TaskState> states) {
    RouteRules rules =
        new RouteRules(RoutingText.rules(texts.rules()), RoutingText.learned(texts.learned()));
    List<Route> routes = new ArrayList<>();
    for (QueueService queue : services) {
      Serving serving = serving(queue, lists);
      for (String name : names(serving, rules)) {
        TaskState state = states.get(name);
        routes.add(
            new Route(
                queue.queue(),
                serving.routed(name, rules),
                state == null ? null : TaskEvidences.of(state),
                state == null ? null : state.note().wanted()));
      }
    }
    routes.sort(Comparator.comparing(Route::task).thenComparing(Route::queue));
    return routes;
  }

  /** Those that others know are named by rules alone. */
  private static Set<String> names(Serving serving, RouteRules rules) {
    Set<String> names = new TreeSet<>(serving.names());
    if (!names.isEmpty()) {
      rules.all().stream()
          .filter(rule -> rule.isExact() && rule.aim().queue() != null)
          .map(RouteRule::task)
          .forEach(names::add);
    }
    return names;
  }

  private static Serving serving(QueueService queue, Map<String, String> lists) {
    Map<String, List<String>> known = new HashMap<>();
    for (Server server : queue.servers()) {
      known
          .computeIfAbsent(server.type(), _ -> new ArrayList<>())
          .add(lists.getOrDefault(server.digest(), ""));
    }
    return Serving.of(known);
  }
}
