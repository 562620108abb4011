package dev.greenfork.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.QueueService.Server;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.placement.TaskState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutesTest {

  private static final Map<String, String> LISTS =
      Map.of("d", "any\tauto\t\nfetch\tio\t\nparse\tcpu\t\n", "e", "report\tauto\tprefork\n");

  private final QueueService split =
      service("q", new Server("green", "d", "w@1"), new Server("prefork", "d", "pool:p"));

  @Test
  void each_task_is_shown_with_who_decides_and_where_it_runs() {
    List<Route> routes = routes("fetch\tcpu\tturned\t\t\nlegacy\t\taway\t\tpython\n", "", split);

    assertThat(table(routes))
        .containsExactly(
            "TASK QUEUE KIND DECLARED BY RUNS IN",
            "any q auto default prefork",
            "fetch q cpu turned prefork",
            "legacy q auto away python",
            "parse q cpu code prefork");
  }

  @Test
  void what_was_measured_adds_its_columns_and_sentence() {
    List<Route> routes =
        Routes.of(
            List.of(split),
            LISTS,
            new RuleTexts("", "any\tgreen\n"),
            Map.of("any", TaskState.unknown()));

    assertThat(table(routes).getFirst()).contains("RUNS IN SAMPLES CPU SHARE P50 P95 COST GREEN");
    assertThat(routes.getFirst().runsIn()).isEqualTo("green");
    assertThat(routes.getFirst().why()).startsWith("measured: runs best in green pools");
    assertThat(RouteTable.tree(routes).get(0).get("measured").get("samples").intValue()).isZero();
    assertThat(RouteTable.tree(routes).get(1).get("measured").isNull()).isTrue();
  }

  @Test
  void producers_of_celery_get_a_queue_for_each_type_in_place_of_the_split_one() {
    QueueService alone =
        service("z", new Server("green", "d", "w@1"), new Server("green", "e", "w@2"));

    assertThat(
            CeleryRoutes.lines(
                routes("legacy\t\taway\t\tpython\n", "", split, alone),
                new CeleryRoutes.Suffixes("-io", "-cpu")))
        .containsExactly(
            "# Let pools serve these queues, each one type of pool: python, q-cpu, q-io, z-cpu",
            "task_routes = {",
            "    \"any\": {\"queue\": \"q-cpu\"},",
            "    # \"any\" is known in \"z\" as well",
            "    \"fetch\": {\"queue\": \"q-io\"},",
            "    # \"fetch\" is known in \"z\" as well",
            "    \"legacy\": {\"queue\": \"python\"},",
            "    # \"legacy\" is known in \"z\" as well",
            "    \"parse\": {\"queue\": \"q-cpu\"},",
            "    # \"parse\" is known in \"z\" as well",
            "    \"report\": {\"queue\": \"z-cpu\"},",
            "}");
  }

  @Test
  void a_queue_that_nobody_serves_has_no_routes() {
    assertThat(routes("legacy\t\taway\t\tpython\n", "", service("q"))).isEmpty();
  }

  private static List<String> table(List<Route> routes) {
    return RouteTable.lines(routes, false).stream()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  private static List<Route> routes(String rules, String learned, QueueService... queues) {
    return Routes.of(List.of(queues), LISTS, new RuleTexts(rules, learned), Map.of());
  }

  private static QueueService service(String queue, Server... servers) {
    return new QueueService(queue, "1:x", true, true, 0, Map.of(), List.of(servers));
  }
}
