package dev.greenfork.decisions.routing;

import static dev.greenfork.decisions.resources.PoolType.GREEN;
import static dev.greenfork.decisions.resources.PoolType.PREFORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServingTest {

  private static final List<KnownTask> ALL =
      List.of(
          task("io", TaskKind.IO, null),
          task("cpu", TaskKind.CPU, null),
          task("auto", TaskKind.AUTO, null),
          task("io.prefork", TaskKind.IO, PREFORK),
          task("cpu.green", TaskKind.CPU, GREEN));

  @ParameterizedTest
  @CsvSource({
    "io, GREEN",
    "cpu, PREFORK",
    "auto, PREFORK",
    "io.prefork, PREFORK",
    "cpu.green, GREEN",
    "unheard.of, NOT_REGISTERED"
  })
  void sends_each_kind_to_its_pool_and_heeds_what_is_required(String name, Place place) {
    Serving both = new Serving(Map.of(GREEN, ALL, PREFORK, ALL));

    assertThat(both.isSplit()).isTrue();
    assertThat(both.placeOf(name, RouteRules.NONE)).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({"io, GREEN", "cpu, GREEN", "auto, GREEN", "cpu.green, GREEN", "io.prefork, PARKED"})
  void runs_everything_in_the_only_pool_but_what_requires_the_other(String name, Place place) {
    Serving green = new Serving(Map.of(GREEN, ALL));

    assertThat(green.isSplit()).isFalse();
    assertThat(green.placeOf(name, RouteRules.NONE)).isEqualTo(place);
  }

  @Test
  void prefers_a_pool_that_knows_the_task() {
    Serving both =
        new Serving(
            Map.of(
                GREEN,
                List.of(task("cpu", TaskKind.CPU, null), task("lost", TaskKind.IO, PREFORK)),
                PREFORK,
                List.of(task("io", TaskKind.IO, null))));

    assertThat(both.placeOf("cpu", RouteRules.NONE)).isEqualTo(Place.GREEN);
    assertThat(both.placeOf("io", RouteRules.NONE)).isEqualTo(Place.PREFORK);
    assertThat(both.placeOf("lost", RouteRules.NONE)).isEqualTo(Place.PARKED);
    assertThat(both.names()).containsExactly("cpu", "io", "lost");
  }

  @Test
  void lets_rules_override_the_kind_but_not_what_is_required() {
    Serving both = new Serving(Map.of(GREEN, ALL, PREFORK, ALL));
    RouteRules rules =
        new RouteRules(
            List.of(
                rule("*", TaskKind.IO),
                rule("io*", TaskKind.CPU),
                rule("cpu.green", TaskKind.CPU)));

    assertThat(both.placeOf("cpu", rules)).isEqualTo(Place.GREEN);
    assertThat(both.placeOf("io", rules)).isEqualTo(Place.PREFORK);
    assertThat(both.placeOf("cpu.green", rules)).isEqualTo(Place.GREEN);
  }

  @Test
  void puts_rules_before_declarations_and_these_before_what_was_measured() {
    Serving both = new Serving(Map.of(GREEN, ALL, PREFORK, ALL));
    RouteRules rules =
        new RouteRules(
            List.of(rule("cpu*", TaskKind.AUTO)),
            Map.of("auto", GREEN, "cpu", GREEN, "io", PREFORK, "io.prefork", GREEN));

    assertThat(both.placeOf("auto", rules)).isEqualTo(Place.GREEN);
    assertThat(both.placeOf("cpu", rules)).as("auto by a rule").isEqualTo(Place.GREEN);
    assertThat(both.placeOf("io", rules)).as("declared").isEqualTo(Place.GREEN);
    assertThat(both.placeOf("io.prefork", rules)).as("required").isEqualTo(Place.PREFORK);
    assertThat(both.routed("auto", rules).by().words()).isEqualTo("measured");
    assertThat(both.routed("auto", rules).why()).isEqualTo("measured: runs best in green pools");
    assertThat(both.routed("io", rules).by().words()).isEqualTo("code");
    assertThat(both.routed("auto", RouteRules.NONE).why())
        .isEqualTo("not measured yet: prefork is the safe place");
  }

  @Test
  void lets_rules_require_a_type_or_send_a_task_on_whether_known_or_not() {
    Serving green = new Serving(Map.of(GREEN, ALL));
    RouteRules rules =
        new RouteRules(
            List.of(
                new RouteRule("io", new Aim(null, PREFORK, null), "routes"),
                new RouteRule("cpu.green", new Aim(null, PREFORK, null), "routes"),
                new RouteRule("reports.*", Aim.sendOn("python"), "routes")));

    assertThat(green.placeOf("io", rules)).isEqualTo(Place.PARKED);
    assertThat(green.placeOf("cpu.green", rules)).as("the code requires").isEqualTo(Place.GREEN);
    assertThat(green.placeOf("reports.make", rules)).isEqualTo(Place.SENT_ON);
    assertThat(green.routed("reports.make", rules).queue()).isEqualTo("python");
    assertThat(green.routed("cpu", rules).why())
        .isEqualTo("no prefork pool of this queue knows it");
    assertThat(green.routed("nobody", rules).why()).contains("NotRegistered");
  }

  private static RouteRule rule(String task, TaskKind kind) {
    return new RouteRule(task, kind, "routes");
  }

  private static KnownTask task(String name, TaskKind kind, @Nullable PoolType requires) {
    return new KnownTask(name, kind, requires);
  }
}
