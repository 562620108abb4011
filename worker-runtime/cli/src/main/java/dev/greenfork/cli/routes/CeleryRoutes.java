package dev.greenfork.cli.routes;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.routing.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The same routes at the producer: Celery's {@code task_routes}, for a queue of each type in the
 * place of one that is split. Pure.
 */
final class CeleryRoutes {

  /**
   * How the queues of each type are called.
   *
   * @param green the end of their names, behind that of the queue
   * @param prefork the same
   */
  record Suffixes(String green, String prefork) {}

  private CeleryRoutes() {}

  /** Lines of Python. Of a task in several queues the first by name counts. */
  static List<String> lines(List<Route> routes, Suffixes suffixes) {
    Set<String> queues = new HashSet<>();
    Set<String> named = new HashSet<>();
    List<String> lines = new ArrayList<>();
    lines.add("task_routes = {");
    for (Route route : routes) {
      if (route.routed().place() == Place.NOT_REGISTERED) {
        continue;
      }
      String queue = queue(route, suffixes);
      if (!named.add(route.task())) {
        lines.add(
            "    # %s is known in %s as well".formatted(text(route.task()), text(route.queue())));
        continue;
      }
      queues.add(queue);
      lines.add("    %s: {\"queue\": %s},".formatted(text(route.task()), text(queue)));
    }
    lines.add("}");
    lines.addFirst(
        "# Let pools serve these queues, each one type of pool: "
            + String.join(", ", queues.stream().sorted().toList()));
    return lines;
  }

  private static String queue(Route route, Suffixes suffixes) {
    return switch (route.routed().place()) {
      case SENT_ON -> String.valueOf(route.routed().queue());
      case GREEN -> route.queue() + suffixes.green();
      case PREFORK -> route.queue() + suffixes.prefork();
      case PARKED, NOT_REGISTERED ->
          route.queue()
              + (route.routed().task().requires() == PoolType.GREEN
                  ? suffixes.green()
                  : suffixes.prefork());
    };
  }

  /** A literal of JSON is one of Python. */
  private static String text(String value) {
    return TextNode.valueOf(value).toString();
  }
}
