package dev.greenfork.operator.routing;

import dev.greenfork.decisions.resources.TaskRule;
import dev.greenfork.decisions.routing.Aim;
import dev.greenfork.decisions.routing.RouteRule;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.operator.resources.TaskRoute;
import java.util.Collection;
import java.util.List;

/**
 * The rules of all TaskRoutes of a Broker. Pure.
 *
 * @param rules those that hold, and those that lose against others for the same tasks
 */
public record RoutePlan(RouteRules rules) {

  /** No TaskRoutes. */
  public static final RoutePlan NONE = new RoutePlan(RouteRules.NONE);

  /** Of these TaskRoutes, in whatever order. */
  public static RoutePlan of(Collection<TaskRoute> routes) {
    return new RoutePlan(
        new RouteRules(
            routes.stream()
                .filter(route -> !route.isMarkedForDeletion())
                .flatMap(
                    route ->
                        route.getSpec().rules().stream()
                            .map(rule -> rule(rule, route.getMetadata().getName())))
                .toList()));
  }

  /** From what stands at the broker. */
  public static RoutePlan read(String text) {
    return new RoutePlan(new RouteRules(RoutingText.rules(text)));
  }

  /** As it stands at the broker: equal for equal rules. */
  public String text() {
    return RoutingText.ofRules(rules.all());
  }

  /** Rules for the same tasks that disagree, of which one is this TaskRoute's; the best first. */
  public List<List<RouteRule>> tiesOf(String route) {
    return rules.conflicts().stream()
        .filter(tied -> tied.stream().anyMatch(rule -> rule.route().equals(route)))
        .toList();
  }

  private static RouteRule rule(TaskRule rule, String route) {
    return new RouteRule(rule.task(), new Aim(rule.kind(), rule.requires(), rule.queue()), route);
  }
}
