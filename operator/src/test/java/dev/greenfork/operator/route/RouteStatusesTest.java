package dev.greenfork.operator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.decisions.resources.RoutedTask;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.resources.TaskRouteStatus;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.route.RouteStatuses.Sight;
import dev.greenfork.operator.routing.RoutePlan;
import dev.greenfork.operator.routing.Sights;
import dev.greenfork.placement.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RouteStatusesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String TASKS = "feeds.fetch\tio\t\nfeeds.parse\tauto\t\nother\tauto\t\n";

  private final TaskRoute route = TestPools.route("r", "{task: 'feeds.*', kind: cpu}");
  private final Sights sights =
      new Sights().worker("q", "green", "g", TASKS).worker("q", "prefork", "p", TASKS);

  @Test
  void it_waits_until_its_rules_stand_at_the_broker() {
    assertThat(condition(next(new Sight(false, Optional.empty(), Map.of())), "Ready").reason())
        .isEqualTo("BrokerMissing");
    assertThat(condition(seen(), "Ready").reason()).isEqualTo("WaitingForBroker");

    sights.rules(RoutePlan.of(List.of(route)));
    assertThat(condition(seen(), "Ready").message()).isEqualTo("its 1 rules hold at the broker");
  }

  @Test
  void it_names_the_tasks_about_which_it_decides_and_why_they_run_where() {
    sights.rules(RoutePlan.of(List.of(route)));

    TaskRouteStatus status = seen();

    assertThat(status.matched()).isEqualTo(2);
    RoutedTask first = Objects.requireNonNull(status.tasks()).getFirst();
    assertThat(first.name()).isEqualTo("feeds.fetch");
    assertThat(first.kind()).isEqualTo(TaskKind.CPU);
    assertThat(first.declaredBy()).isEqualTo("r");
    assertThat(first.runsIn()).isEqualTo("prefork");
    assertThat(first.why()).isEqualTo("cpu tasks run in prefork pools");
  }

  @Test
  void tasks_that_are_sent_on_need_nobody_here_who_knows_them() {
    TaskRoute away = TestPools.route("r", "{task: legacy.report, queue: python}");
    sights.rules(RoutePlan.of(List.of(away)));

    TaskRouteStatus status =
        RouteStatuses.next(away, new Sight(true, Optional.of(sights.sight()), Map.of()), NOW);

    assertThat(Objects.requireNonNull(status.tasks()))
        .extracting(RoutedTask::name, RoutedTask::runsIn)
        .containsExactly(tuple("legacy.report", "python"));
  }

  @Test
  void of_two_that_disagree_both_say_which_of_them_holds() {
    TaskRoute other = TestPools.route("a", "{task: 'feeds.*', kind: io}");
    sights.rules(RoutePlan.of(List.of(route, other)));

    for (TaskRoute each : List.of(route, other)) {
      Condition tied =
          condition(
              RouteStatuses.next(each, new Sight(true, Optional.of(sights.sight()), Map.of()), NOW),
              "Unambiguous");
      assertThat(tied.status()).isEqualTo("False");
      assertThat(tied.message())
          .isEqualTo(
              "feeds.* has kind io in TaskRoute a and kind cpu in TaskRoute r:"
                  + " that of a holds, as its name sorts first");
    }
    assertThat(seen().matched()).as("the loser decides about nothing").isZero();
  }

  @Test
  void what_was_measured_stays_on_show_while_it_is_not_known() {
    sights.rules(RoutePlan.of(List.of(route)));
    Map<String, TaskState> measured = Map.of("feeds.fetch", TaskState.unknown());
    route.setStatus(next(new Sight(true, Optional.of(sights.sight()), measured)));

    RoutedTask fetch = Objects.requireNonNull(seen().tasks()).getFirst();

    assertThat(fetch.evidence()).isNotNull();
    assertThat(seen()).as("nothing new is nothing to write").isEqualTo(route.getStatus());
  }

  private TaskRouteStatus seen() {
    return next(new Sight(true, Optional.of(sights.sight()), Map.of()));
  }

  private TaskRouteStatus next(Sight sight) {
    return RouteStatuses.next(route, sight, NOW);
  }

  private static Condition condition(TaskRouteStatus status, String type) {
    return Objects.requireNonNull(status.conditions()).stream()
        .filter(each -> each.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
