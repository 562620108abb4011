package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All rules of a broker, and where tasks that say nothing were found to run best. The longest rule
 * that matches a task wins, an exact name before every beginning of one. Of two that are the same
 * and disagree, the one from the route whose name sorts first. Immutable.
 */
public final class RouteRules {

  private static final Comparator<RouteRule> BEST_FIRST =
      Comparator.comparing(RouteRule::isExact)
          .thenComparingInt(rule -> rule.task().length())
          .reversed()
          .thenComparing(RouteRule::task)
          .thenComparing(RouteRule::route)
          .thenComparing(rule -> rule.aim().words());

  /** No rules. */
  public static final RouteRules NONE = new RouteRules(List.of());

  private final List<RouteRule> bestFirst;
  private final Map<String, RouteRule> exact;
  private final List<RouteRule> beginnings;
  private final Map<String, PoolType> learned;

  public RouteRules(List<RouteRule> rules) {
    this(rules, Map.of());
  }

  /**
   * @param learned by task where it was found to run best; heeded for tasks of kind {@code auto}
   */
  public RouteRules(List<RouteRule> rules, Map<String, PoolType> learned) {
    this.bestFirst = rules.stream().sorted(BEST_FIRST).toList();
    this.exact =
        bestFirst.stream()
            .filter(RouteRule::isExact)
            .collect(Collectors.toMap(RouteRule::task, rule -> rule, (first, _) -> first));
    this.beginnings = bestFirst.stream().filter(rule -> !rule.isExact()).toList();
    this.learned = Map.copyOf(learned);
  }

  /** All of them, the one that wins first. */
  public List<RouteRule> all() {
    return bestFirst;
  }

  /** The rule that decides about a task. */
  public Optional<RouteRule> of(String task) {
    RouteRule named = exact.get(task);
    return named != null
        ? Optional.of(named)
        : beginnings.stream().filter(rule -> rule.matches(task)).findFirst();
  }

  /** Where a task that says nothing was found to run best. */
  public Optional<PoolType> learned(String task) {
    return Optional.ofNullable(learned.get(task));
  }

  /** The other queue to which a rule sends a task. */
  public Optional<String> queueOf(String task) {
    return of(task).map(rule -> rule.aim().queue());
  }

  /** Whether any rule sends tasks to another queue. */
  public boolean sendOn() {
    return bestFirst.stream().anyMatch(rule -> rule.aim().queue() != null);
  }

  /** Rules for the same tasks that disagree, the one that holds first in each. */
  public List<List<RouteRule>> conflicts() {
    return bestFirst.stream()
        .collect(Collectors.groupingBy(RouteRule::task, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(same -> same.stream().map(RouteRule::aim).distinct().count() > 1)
        .toList();
  }
}
