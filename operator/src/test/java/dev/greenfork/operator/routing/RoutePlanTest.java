package dev.greenfork.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.TaskRoute;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutePlanTest {

  private final TaskRoute first = TestPools.route("a", "{task: 'feeds.*', kind: io}");
  private final TaskRoute second =
      TestPools.route("b", "{task: 'feeds.*', kind: cpu}", "{task: feeds.parse, kind: cpu}");

  @Test
  void the_order_of_task_routes_does_not_matter() {
    assertThat(RoutePlan.of(List.of(first, second)).text())
        .isEqualTo(RoutePlan.of(List.of(second, first)).text())
        .isEqualTo("feeds.parse\tcpu\tb\t\t\nfeeds.*\tio\ta\t\t\nfeeds.*\tcpu\tb\t\t\n");
  }

  @Test
  void what_stands_at_the_broker_is_read_as_it_was_written() {
    RoutePlan plan = RoutePlan.of(List.of(first, second));
    assertThat(RoutePlan.read(plan.text()).rules().all()).isEqualTo(plan.rules().all());
  }

  @Test
  void two_that_disagree_are_tied_both_of_them() {
    RoutePlan plan = RoutePlan.of(List.of(first, second));
    assertThat(plan.tiesOf("a")).hasSize(1).isEqualTo(plan.tiesOf("b"));
    assertThat(plan.tiesOf("a").getFirst().getFirst().route()).isEqualTo("a");
    assertThat(RoutePlan.of(List.of(second)).tiesOf("b")).isEmpty();
  }

  @Test
  void two_that_say_the_same_are_not_tied() {
    TaskRoute same = TestPools.route("c", "{task: 'feeds.*', kind: io}");
    assertThat(RoutePlan.of(List.of(first, same)).tiesOf("a")).isEmpty();
  }
}
