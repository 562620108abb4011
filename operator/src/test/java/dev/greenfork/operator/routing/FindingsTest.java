package dev.greenfork.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.operator.TestPools;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingsTest {

  private static final String TASKS = "fetch\tio\t\nparse\tcpu\t\nany\tauto\t\n";

  private final Sights sights = new Sights();

  @Test
  void tasks_of_both_kinds_suit_a_queue_that_both_types_serve() {
    sights.worker("q", "green", "g", TASKS).declared("q", "prefork", "p", TASKS);

    assertThat(findings("g", PoolType.GREEN)).isEmpty();
    assertThat(findings("p", PoolType.PREFORK)).isEmpty();
  }

  @Test
  void a_task_that_computes_is_found_in_the_only_pool_if_that_is_green() {
    sights.worker("q", "green", "g", TASKS);

    assertThat(findings("g", PoolType.GREEN))
        .containsExactly(new Finding(Finding.Kind.UNSUITED, "q", List.of("parse"), ""));
    assertThat(findings("g", PoolType.GREEN).getFirst().sentence(PoolType.GREEN))
        .isEqualTo(
            "parse of queue q are made for prefork pools and none that knows them serves it:"
                + " they run in this green pool");
  }

  @Test
  void a_rule_that_calls_it_otherwise_mends_that() {
    sights
        .worker("q", "green", "g", TASKS)
        .rules(RoutePlan.of(List.of(TestPools.route("r", "{task: parse, kind: io}"))));

    assertThat(findings("g", PoolType.GREEN)).isEmpty();
  }

  @Test
  void a_task_waits_whose_required_type_does_not_serve_the_queue() {
    sights.worker("q", "green", "g", TASKS + "report\tcpu\tprefork\n");

    assertThat(findings("g", PoolType.GREEN))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.PARKED, Finding.Kind.UNSUITED);
    assertThat(findings("g", PoolType.GREEN).getFirst().sentence(PoolType.GREEN))
        .contains("report of queue q")
        .endsWith("they wait in q.parked");
  }

  @Test
  void what_arrives_and_nobody_knows_is_named_until_somebody_does() {
    sights.worker("q", "green", "g", "fetch\tio\t\n").unknown("q", "fetch", "lost", "theirs");
    assertThat(findings("g", PoolType.GREEN))
        .containsExactly(new Finding(Finding.Kind.UNKNOWN, "q", List.of("lost", "theirs"), ""));

    sights.rules(RoutePlan.of(List.of(TestPools.route("r", "{task: theirs, queue: python}"))));
    assertThat(findings("g", PoolType.GREEN))
        .containsExactly(new Finding(Finding.Kind.UNKNOWN, "q", List.of("lost"), ""));
  }

  @Test
  void a_stock_worker_beside_that_does_not_know_all_tasks_is_the_worst() {
    sights
        .worker("q", "green", "g", TASKS)
        .foreign("q", "celery@all", "fetch", "parse", "any")
        .foreign("q", "celery@old", "fetch")
        .foreign("elsewhere", "celery@other");

    Finding worst = findings("g", PoolType.GREEN).getFirst();

    assertThat(worst)
        .isEqualTo(
            new Finding(Finding.Kind.FOREIGN_MISSES, "q", List.of("any", "parse"), "celery@old"));
    assertThat(worst.sentence(PoolType.GREEN))
        .isEqualTo(
            "celery@old takes from queue q and does not know any, parse:"
                + " it drops them for good; take the queue from it");
  }

  @Test
  void many_names_are_counted() {
    Finding many =
        new Finding(Finding.Kind.UNKNOWN, "q", List.of("a", "b", "c", "d", "e", "f", "g"), "");
    assertThat(many.sentence(PoolType.GREEN)).startsWith("a, b, c, d, e and 2 more arrived");
  }

  private List<Finding> findings(String pool, PoolType type) {
    return Findings.of(pool, type, List.of("q"), sights.sight());
  }
}
