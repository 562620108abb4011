package dev.greenfork.decisions.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutingTextTest {

  @Test
  void reads_what_it_writes() {
    List<KnownTask> tasks =
        List.of(
            new KnownTask("a b", TaskKind.IO, null),
            new KnownTask("c", TaskKind.CPU, PoolType.PREFORK),
            new KnownTask("d", TaskKind.AUTO, PoolType.GREEN));
    List<RouteRule> rules =
        List.of(
            new RouteRule("*", TaskKind.AUTO, "all"),
            new RouteRule("c*", TaskKind.IO, "ns/c"),
            new RouteRule("d", new Aim(null, PoolType.PREFORK, null), "ns/d"),
            new RouteRule("e", Aim.sendOn("python"), "ns/e"));
    Map<String, PoolType> learned = Map.of("a b", PoolType.GREEN, "c", PoolType.PREFORK);

    assertThat(RoutingText.tasks(RoutingText.ofTasks(tasks))).isEqualTo(tasks);
    assertThat(RoutingText.rules(RoutingText.ofRules(rules))).isEqualTo(rules);
    assertThat(RoutingText.learned(RoutingText.ofLearned(learned))).isEqualTo(learned);
    assertThat(RoutingText.learned("a\tquantum\n")).isEmpty();
    assertThat(RoutingText.tasks("")).isEmpty();
  }

  @Test
  void leaves_out_what_cannot_be_written_or_read() {
    assertThat(RoutingText.ofTasks(List.of(new KnownTask("a\tb\n", TaskKind.IO, null)))).isEmpty();
    assertThat(RoutingText.tasks("\nalone\n\tio\nlater\tquantum\tunknown\tmore\n"))
        .containsExactly(new KnownTask("later", TaskKind.AUTO, null));
    assertThat(RoutingText.rules("a*b\tio\tx\nok\tcpu\n"))
        .containsExactly(new RouteRule("ok", TaskKind.CPU, ""));
  }
}
