package dev.greenfork.decisions.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All rules of a broker. The longest that matches a task wins, an exact name before every beginning
 * of one. Of two that are the same and disagree, the one from the route whose name sorts first.
 */
public final class RouteRules {

  private static final Comparator<RouteRule> BEST_FIRST =
      Comparator.comparing(RouteRule::isExact)
          .thenComparingInt(rule -> rule.task().length())
          .reversed()
          .thenComparing(RouteRule::task)
          .thenComparing(RouteRule::route)
          .thenComparing(RouteRule::kind);

  /** No rules. */
  public static final RouteRules NONE = new RouteRules(List.of());

  private final List<RouteRule> bestFirst;

  public RouteRules(List<RouteRule> rules) {
    bestFirst = rules.stream().sorted(BEST_FIRST).toList();
  }

  /** The rule that decides about a task. */
  public Optional<RouteRule> of(String task) {
    return bestFirst.stream().filter(rule -> rule.matches(task)).findFirst();
  }

  /** Rules for the same tasks that disagree, the one that holds first in each. */
  public List<List<RouteRule>> conflicts() {
    return bestFirst.stream()
        .collect(Collectors.groupingBy(RouteRule::task, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(same -> same.stream().map(RouteRule::kind).distinct().count() > 1)
        .toList();
  }
}
