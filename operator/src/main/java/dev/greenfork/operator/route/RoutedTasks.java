package dev.greenfork.operator.route;

import dev.greenfork.decisions.resources.RoutedTask;
import dev.greenfork.decisions.resources.TaskEvidence;
import dev.greenfork.decisions.resources.TaskRouteStatus;
import dev.greenfork.decisions.routing.RouteRule;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.Routed;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.routing.RoutingSight;
import dev.greenfork.placement.TaskEvidences;
import dev.greenfork.placement.TaskState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tasks about which the rules of a TaskRoute decide. Pure.
 *
 * @param matched how many there are
 * @param shown the first of them by name; null where there are none
 */
record RoutedTasks(int matched, @Nullable List<RoutedTask> shown) {

  private static final int MOST_SHOWN = 100;

  /** Those of a route, as its Broker was last seen; as they were before if it was not seen. */
  static RoutedTasks of(
      TaskRoute route, RouteStatuses.Sight sight, @Nullable TaskRouteStatus before) {
    if (sight.routing().isEmpty()) {
      return before == null
          ? new RoutedTasks(0, null)
          : new RoutedTasks(Objects.requireNonNullElse(before.matched(), 0), before.tasks());
    }
    RoutingSight routing = sight.routing().get();
    RouteRules rules = routing.allRules();
    String name = route.getMetadata().getName();
    List<RoutedTask> tasks = new ArrayList<>();
    for (String queue : new TreeSet<>(routing.servers().keySet())) {
      Serving serving = routing.serving(queue);
      TreeSet<String> names = new TreeSet<>(serving.names());
      rules.all().stream()
          .filter(rule -> rule.isExact() && rule.aim().queue() != null)
          .forEach(rule -> names.add(rule.task())); // others know them
      for (String task : names) {
        if (rules.of(task).map(RouteRule::route).filter(name::equals).isPresent()) {
          TaskEvidence measured = measured(sight.evidence().get(task), before, queue, task);
          tasks.add(task(queue, serving.routed(task, rules), measured));
        }
      }
    }
    tasks.sort(Comparator.comparing(RoutedTask::name).thenComparing(RoutedTask::queue));
    return new RoutedTasks(
        tasks.size(), tasks.isEmpty() ? null : tasks.stream().limit(MOST_SHOWN).toList());
  }

  private static RoutedTask task(String queue, Routed routed, @Nullable TaskEvidence measured) {
    return new RoutedTask(
        routed.task().name(),
        queue,
        routed.task().kind(),
        routed.by().words(),
        place(routed),
        routed.why(),
        measured);
  }

  private static String place(Routed routed) {
    return switch (routed.place()) {
      case GREEN, PREFORK, PARKED -> routed.place().name().toLowerCase(Locale.ROOT);
      case SENT_ON -> String.valueOf(routed.queue());
      case NOT_REGISTERED -> "nowhere";
    };
  }

  private static @Nullable TaskEvidence measured(
      @Nullable TaskState state, @Nullable TaskRouteStatus before, String queue, String task) {
    if (state != null) {
      return TaskEvidences.of(state);
    }
    return before == null || before.tasks() == null
        ? null
        : before.tasks().stream()
            .filter(each -> each.name().equals(task) && each.queue().equals(queue))
            .map(RoutedTask::evidence)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
