package dev.greenfork.decisions.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteRulesTest {

  @Test
  void lets_the_longest_rule_win_and_an_exact_name_before_all() {
    RouteRules rules =
        new RouteRules(
            List.of(
                rule("*", TaskKind.AUTO, "a"),
                rule("feeds.*", TaskKind.CPU, "b"),
                rule("feeds.fetch*", TaskKind.IO, "c"),
                rule("feeds.fetch", TaskKind.CPU, "d")));

    assertThat(rules.of("feeds.fetch")).map(RouteRule::route).contains("d");
    assertThat(rules.of("feeds.fetch_all")).map(RouteRule::route).contains("c");
    assertThat(rules.of("feeds.parse")).map(RouteRule::route).contains("b");
    assertThat(rules.of("thumbs.render")).map(RouteRule::route).contains("a");
    assertThat(RouteRules.NONE.of("thumbs.render")).isEmpty();
  }

  @Test
  void reports_equal_rules_that_disagree_and_decides_by_the_name_of_the_route() {
    RouteRules rules =
        new RouteRules(
            List.of(
                rule("feeds.*", TaskKind.CPU, "second"),
                rule("feeds.*", TaskKind.IO, "first"),
                rule("thumbs.*", TaskKind.CPU, "first"),
                rule("thumbs.*", TaskKind.CPU, "second")));

    assertThat(rules.of("feeds.fetch")).map(rule -> rule.aim().kind()).contains(TaskKind.IO);
    assertThat(rules.conflicts()).hasSize(1);
    assertThat(rules.conflicts().getFirst())
        .extracting(RouteRule::route)
        .containsExactly("first", "second");
  }

  @Test
  void lets_rules_that_send_elsewhere_disagree_with_kinds() {
    RouteRules rules =
        new RouteRules(
            List.of(
                rule("reports.*", TaskKind.CPU, "b"),
                new RouteRule("reports.*", Aim.sendOn("python"), "a"),
                new RouteRule("mail.*", new Aim(TaskKind.IO, PoolType.GREEN, null), "a")));

    assertThat(rules.queueOf("reports.make")).contains("python");
    assertThat(rules.queueOf("mail.send")).isEmpty();
    assertThat(rules.sendOn()).isTrue();
    assertThat(rules.conflicts().getFirst())
        .extracting(rule -> rule.aim().words())
        .containsExactly("queue python", "kind cpu");
    assertThat(rules.of("mail.send").orElseThrow().aim().words())
        .isEqualTo("kind io, requires green");
  }

  @Test
  void refuses_a_star_that_is_not_the_last_character() {
    assertThatThrownBy(() -> rule("feeds.*.fetch", TaskKind.IO, "default/feeds"))
        .hasMessageContaining("feeds.*.fetch")
        .hasMessageContaining("default/feeds");
  }

  private static RouteRule rule(String task, TaskKind kind, String route) {
    return new RouteRule(task, kind, route);
  }
}
