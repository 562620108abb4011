package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.it.StepsFixture.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker is killed between every two steps of an outcome, and another one goes on. Which steps
 * there are is not written here: a worker's commands are counted first.
 */
final class OutcomeStepsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<AutoCloseable> open = new ArrayList<>();

  /**
   * A worker of whose outcome so many steps are let through.
   *
   * @param task the last part of a chord, which it runs
   */
  private record Try(int steps, String name, StepGate gate, StepsFixture.Waiting task) {

    private String queue() {
      return "steps-" + name;
    }
  }

  @AfterEach
  void close_and_look_for_leaks() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    Leaks.assertNone();
  }

  @ParameterizedTest
  @EnumSource(Results.class)
  void whatever_was_done_when_a_worker_was_killed_all_is_done_once(Results where) throws Exception {
    StepsFixture fixture = keep(new StepsFixture(where));
    keep(fixture.worker("bystander", List.of(StepsFixture.OTHERS), fixture.port()));
    List<String> steps = count(fixture);
    System.out.printf("The steps of an outcome with results %s: %s%n", where, steps);
    List<Try> tries =
        IntStream.rangeClosed(0, steps.size())
            .mapToObj(passing -> begin(fixture, String.valueOf(passing), passing))
            .toList();
    List<String> queues = tries.stream().map(Try::queue).toList();
    await().atMost(PATIENCE).until(() -> tries.stream().allMatch(t -> fixture.isCounted(t.task)));

    List<Try> stored;
    List<Try> spared;
    try (OtherWorker victim =
        OtherWorker.start(
            PoolType.GREEN,
            1,
            tries.stream().map(t -> fixture.way(t.gate.port(), t.queue())).toList(),
            256)) {
      tries.forEach(each -> fixture.publish(each.task.last()));
      await().atMost(PATIENCE).until(() -> tries.stream().allMatch(t -> isThere(t, fixture)));
      stored = tries.stream().filter(t -> fixture.hasSucceeded(t.task.last())).toList();
      spared =
          stored.stream()
              .filter(each -> fixture.recorded("other%s@host".formatted(each.name)) > 0)
              .toList();
      victim.killAll();
      await().until(() -> !victim.isAlive());
    }
    Queue<Event> heard = listen(fixture);
    Worker heir = keep(fixture.worker("heir", queues, fixture.port()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(tries).allMatch(each -> fixture.hasSucceeded(each.task.last()));
              assertThat(fixture.recorded("")).isZero();
              assertThat(fixture.redis.llen(StepsFixture.OTHERS)).isZero();
            });
    for (Try each : tries) {
      String name = each.name;
      assertThat(fixture.runs("last-" + name))
          .as("runs, after step %s of %s", name, steps)
          .isEqualTo(stored.contains(each) ? 1 : 2);
      for (String once : List.of("first-", "body-", "link-", "next-")) {
        assertThat(fixture.runs(once + name))
            .as("%s after step %s of %s", once, name, steps)
            .isEqualTo(1);
      }
      assertThat(fixture.redis.llen(each.queue())).isZero();
    }
    assertThat(Metrics.read(heir.httpPort(), "greenfork_tasks_not_repeated_total"))
        .isEqualTo(spared.size());
    assertThat(spared.isEmpty()).isEqualTo(where == Results.WITH_THE_BROKER);
    await()
        .untilAsserted(
            () ->
                assertThat(spared)
                    .allMatch(
                        each ->
                            heard.stream()
                                .anyMatch(
                                    event ->
                                        event.type().equals("task-succeeded")
                                            && event.uuid().equals(each.task.last().id()))));
  }

  /** The commands of one outcome, after those of another that told Redis the scripts. */
  private List<String> count(StepsFixture fixture) {
    try (StepGate gate = StepGate.before(fixture.port(), Integer.MAX_VALUE);
        Worker _ = fixture.worker("counted", List.of("counted"), gate.port())) {
      int before = 0;
      for (String name : List.of("warm", "counted")) {
        before = gate.passed().size();
        StepsFixture.Waiting chord = fixture.begin(name, "counted");
        await().atMost(PATIENCE).until(() -> fixture.isCounted(chord));
        fixture.publish(chord.last());
        await().atMost(PATIENCE).until(() -> fixture.isClosed(chord));
      }
      List<String> all = gate.passed();
      return all.subList(before, all.size());
    }
  }

  private Try begin(StepsFixture fixture, String name, int steps) {
    StepGate gate = keep(StepGate.before(fixture.port(), steps));
    return new Try(steps, name, gate, fixture.begin(name, "steps-" + name));
  }

  private static boolean isThere(Try each, StepsFixture fixture) {
    return each.gate.isHeld()
        || (each.gate.passed().size() == each.steps && fixture.isClosed(each.task));
  }

  private static Queue<Event> listen(StepsFixture fixture) throws Exception {
    EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
    Queue<Event> heard = new ConcurrentLinkedQueue<>();
    fixture
        .broker
        .fanout()
        .subscribe("celeryev", "#", (_, event) -> heard.addAll(decoder.decode(event).events()))
        .active()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return heard;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }
}
