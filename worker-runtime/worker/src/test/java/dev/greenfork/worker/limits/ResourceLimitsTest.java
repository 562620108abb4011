package dev.greenfork.worker.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.task.index.ResourceLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.limits.ResourceLimits.Entry;
import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResourceLimitsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final TaskDefinition query = task("query", "db:2");
  private final TaskDefinition report = task("report", "db:2");
  private final TaskDefinition call = task("call", "api:1");
  private final TaskDefinition free = task("free", null);
  private final ResourceLimits limits = new ResourceLimits(List.of(query, report, call, free));

  @Test
  void bounds_all_tasks_that_name_a_resource_together() {
    assertThat(enter(query, "1")).isInstanceOf(Entry.Granted.class);
    assertThat(enter(report, "2")).isInstanceOf(Entry.Granted.class);
    assertThat(enter(query, "3")).isInstanceOf(Entry.Waits.class);

    assertThat(used()).isEqualTo(Map.of("db", 2, "api", 0));
    assertThat(waiters()).isEqualTo(Map.of("db", 1, "api", 0));
  }

  @Test
  void lets_others_past_those_that_wait() {
    for (int i = 0; i < 5; i++) {
      enter(query, "q" + i);
    }

    assertThat(enter(call, "1")).isInstanceOf(Entry.Granted.class);
    assertThat(enter(free, "2")).isInstanceOf(Entry.Granted.class);
  }

  @Test
  void gives_the_place_of_one_that_leaves_to_the_one_that_waits_longest() {
    Run first = run(query, "1");
    limits.enter(first, NOW);
    enter(query, "2");
    enter(report, "3");
    enter(query, "4");

    assertThat(id(limits.leave(first, 1))).isEqualTo("3");
    assertThat(id(limits.leave(first, 1))).isEqualTo("4");
    assertThat(limits.leave(first, 1)).isNull();
    assertThat(used()).containsEntry("db", 1);
    assertThat(enter(query, "5")).isInstanceOf(Entry.Granted.class);
  }

  @Test
  void sends_what_it_cannot_keep_to_the_broker_for_as_long_as_it_has_to_wait() {
    enter(call, "1");
    List<Instant> places = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < 40; i++) {
      switch (enter(call, "w" + i)) {
        case Entry.Granted _ -> throw new AssertionError("more than one");
        case Entry.Waits _ -> kept++;
        case Entry.Full(Instant again) -> places.add(again);
      }
    }

    // A run is thought to take a second until one has ended.
    assertThat(kept).as("what enters within two seconds").isEqualTo(2);
    assertThat(places).isSorted().hasSize(38);
    assertThat(places.getFirst()).isEqualTo(NOW.plusSeconds(1));
    assertThat(places.get(1)).isEqualTo(NOW.plusSeconds(2));
    assertThat(places.getLast()).as("not for long").isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void keeps_more_of_quick_tasks() {
    Run first = run(call, "1");
    limits.enter(first, NOW);
    for (int i = 0; i < 200; i++) {
      limits.leave(first, Duration.ofMillis(10).toNanos());
      limits.enter(first, NOW);
    }

    for (int i = 0; i < 500; i++) {
      enter(call, "w" + i);
    }

    assertThat(waiters().get("api")).isBetween(190, 200);
  }

  @Test
  void gives_back_all_that_waits() {
    enter(call, "1");
    enter(call, "2");

    assertThat(limits.drain()).extracting(ResourceLimitsTest::id).containsExactly("2");
    assertThat(limits.waiting()).isEmpty();
  }

  @Test
  void refuses_two_numbers_for_one_resource() {
    assertThatThrownBy(() -> new ResourceLimits(List.of(query, task("other", "db:3"))))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("Task query is limited by \"db:2\" and task other by \"db:3\"")
        .hasMessageContaining("same number");
  }

  private Entry enter(TaskDefinition task, String id) {
    return limits.enter(run(task, id), NOW);
  }

  private Map<String, Integer> used() {
    Map<String, Integer> used = new TreeMap<>();
    limits.used(used::put);
    return used;
  }

  private Map<String, Integer> waiters() {
    Map<String, Integer> waiters = new TreeMap<>();
    limits.waiters(waiters::put);
    return waiters;
  }

  private static @Nullable String id(@Nullable Run run) {
    return run == null ? null : run.message().id();
  }

  private static Run run(TaskDefinition task, String id) {
    TaskMessage message = Messages.message(task.name(), id, "[]");
    return new Run(Messages.delivery(message), message, task, TimeLimits.NONE);
  }

  private static TaskDefinition task(String name, @Nullable String limit) {
    TaskOptions plain = TaskOptions.DEFAULT;
    ResourceLimit resource = limit == null ? null : ResourceLimit.parse(limit);
    return Definitions.with(
        Definitions.task(name, (self, a) -> null),
        new TaskOptions(
            plain.kind(),
            plain.ack(),
            plain.retries(),
            new TaskOptions.RunLimits(null, null, null, resource),
            plain.storing()));
  }
}
