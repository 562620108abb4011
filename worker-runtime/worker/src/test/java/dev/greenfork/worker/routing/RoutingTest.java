package dev.greenfork.worker.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Requires;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutingTest {

  private final List<TaskDefinition> tasks =
      List.of(
          task("fetch", Kind.IO, Requires.NOTHING),
          task("render", Kind.CPU, Requires.NOTHING),
          task("count", Kind.IO, Requires.PREFORK));
  private final Routing routing = Routing.of("green", tasks);

  @Test
  void runs_everything_of_a_queue_that_is_not_split_but_what_requires_the_other_type() {
    assertThat(routing.elsewhere("q", "render")).isNull();
    assertThat(routing.elsewhere("q", "unheard.of")).isNull();
    assertThat(routing.elsewhere("q", "count")).isEqualTo(SubQueue.PARKED);

    assertThat(routing.adopt(new ServedQueue("q", "0:1", false, Map.of(), RuleTexts.NONE)))
        .isEmpty();

    assertThat(routing.elsewhere("q", "render")).isNull();
    assertThat(routing.elsewhere("q", "count")).isEqualTo(SubQueue.PARKED);
    assertThat(routing.version("q")).isEqualTo("0:1");
  }

  @Test
  void sends_on_what_belongs_to_the_other_pool_of_a_queue_that_is_split() {
    Map<String, SubQueue> places = routing.adopt(split("1:1", "render\tio\tslow\n"));

    assertThat(places)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "fetch", SubQueue.GREEN,
                "render", SubQueue.GREEN,
                "count", SubQueue.PREFORK));
    assertThat(routing.elsewhere("q", "count")).isEqualTo(SubQueue.PREFORK);
    assertThat(routing.elsewhere("q", "render")).isNull();
    assertThat(routing.elsewhere("q", "unheard.of")).isNull();

    routing.adopt(split("2:1", ""));
    assertThat(routing.elsewhere("q", "render")).isEqualTo(SubQueue.PREFORK);
    assertThat(routing.elsewhere("other", "render")).isNull();
  }

  @Test
  void sends_on_what_rules_give_to_others_and_parks_what_they_require_of_the_other_type() {
    String rules = "reports.*\t\troutes\t\tpython\nfetch\t\troutes\tprefork\n";
    routing.adopt(new ServedQueue("q", "1:1", false, Map.of(), new RuleTexts(rules, "")));

    assertThat(routing.otherQueue("q", "reports.make")).isEqualTo("python");
    assertThat(routing.otherQueue("q", "fetch")).isNull();
    assertThat(routing.otherQueue("unheard", "reports.make")).isNull();
    assertThat(routing.elsewhere("q", "fetch")).isEqualTo(SubQueue.PARKED);
    assertThat(routing.elsewhere("q", "render")).isNull();

    routing.adopt(new ServedQueue("python", "1:1", false, Map.of(), new RuleTexts(rules, "")));
    assertThat(routing.otherQueue("python", "reports.make")).as("it is there").isNull();
  }

  private ServedQueue split(String version, String rules) {
    String index = routing.index();
    Map<String, List<String>> both = Map.of("green", List.of(index), "prefork", List.of(index));
    return new ServedQueue("q", version, true, both, new RuleTexts(rules, ""));
  }

  private static TaskDefinition task(String name, Kind kind, Requires requires) {
    TaskOptions plain = TaskOptions.of(kind, Ack.LATE);
    return Definitions.with(
        Definitions.task(name, (self, a) -> null),
        new TaskOptions(
            kind, plain.ack(), plain.retries(), plain.limits(), plain.storing(), requires));
  }
}
