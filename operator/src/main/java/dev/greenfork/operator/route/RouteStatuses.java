package dev.greenfork.operator.route;

import static dev.greenfork.operator.status.Statement.no;
import static dev.greenfork.operator.status.Statement.yes;

import dev.greenfork.decisions.resources.TaskRouteStatus;
import dev.greenfork.decisions.routing.RouteRule;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.routing.RoutePlan;
import dev.greenfork.operator.routing.RoutingSight;
import dev.greenfork.operator.status.Conditions;
import dev.greenfork.operator.status.Statement;
import dev.greenfork.placement.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes a TaskRoute's status. Pure; equal to the stored one when there is nothing new to say.
 */
final class RouteStatuses {

  static final String READY = "Ready";
  static final String UNAMBIGUOUS = "Unambiguous";

  private static final int MOST_NAMED = 3;

  private RouteStatuses() {}

  /**
   * What the status is made of.
   *
   * @param broker whether there is a Broker of the name
   * @param routing what was last seen there; empty if nothing was
   * @param evidence what was measured there, by task
   */
  record Sight(boolean broker, Optional<RoutingSight> routing, Map<String, TaskState> evidence) {}

  static TaskRouteStatus next(TaskRoute route, Sight sight, Instant now) {
    TaskRouteStatus before = route.getStatus();
    Long generation = route.getMetadata().getGeneration();
    List<Statement> statements = List.of(ready(route, sight), unambiguous(route, sight.routing()));
    RoutedTasks tasks = RoutedTasks.of(route, sight, before);
    return new TaskRouteStatus(
        generation,
        Conditions.next(before == null ? null : before.conditions(), statements, generation, now),
        tasks.matched(),
        tasks.shown());
  }

  private static Statement ready(TaskRoute route, Sight sight) {
    String broker = route.getSpec().broker();
    if (!sight.broker()) {
      return no(
          READY,
          "BrokerMissing",
          "there is no Broker named %s in this namespace".formatted(broker));
    }
    Set<RouteRule> wanted = own(RoutePlan.of(List.of(route)), route);
    boolean applied =
        sight
            .routing()
            .map(routing -> own(RoutePlan.read(routing.rules()), route).equals(wanted))
            .orElse(false);
    return applied
        ? yes(READY, "Applied", "its %d rules hold at the broker".formatted(wanted.size()))
        : no(
            READY,
            "WaitingForBroker",
            "its rules hold as soon as the Broker %s answers".formatted(broker));
  }

  /** By what holds at the broker, which is the same for all TaskRoutes concerned. */
  private static Statement unambiguous(TaskRoute route, Optional<RoutingSight> sight) {
    String name = route.getMetadata().getName();
    List<List<RouteRule>> ties =
        sight.map(seen -> RoutePlan.read(seen.rules()).tiesOf(name)).orElse(List.of());
    if (ties.isEmpty()) {
      return yes(UNAMBIGUOUS, "Unambiguous", "no other TaskRoute says otherwise of these tasks");
    }
    String named =
        ties.stream()
            .limit(MOST_NAMED)
            .map(RouteStatuses::sentence)
            .collect(Collectors.joining("; "));
    int others = ties.size() - MOST_NAMED;
    return no(
        UNAMBIGUOUS, "Tied", others > 0 ? "%s; and %d rules more".formatted(named, others) : named);
  }

  private static String sentence(List<RouteRule> tied) {
    RouteRule best = tied.getFirst();
    String said =
        tied.stream()
            .map(rule -> "%s in TaskRoute %s".formatted(rule.aim().words(), rule.route()))
            .distinct()
            .collect(Collectors.joining(" and "));
    return "%s has %s: that of %s holds, as its name sorts first"
        .formatted(best.task(), said, best.route());
  }

  private static Set<RouteRule> own(RoutePlan plan, TaskRoute route) {
    return plan.rules().all().stream()
        .filter(rule -> rule.route().equals(route.getMetadata().getName()))
        .collect(Collectors.toSet());
  }
}
