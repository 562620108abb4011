package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.Worker;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How prefork children live and die as a whole, against a real Redis. */
final class ChildrenIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @AfterEach
  void let_children_start() {
    NoChildren.allow();
  }

  @Test
  void changes_its_children_without_a_slot_that_waits_for_one() throws Exception {
    ChildOptions forty = new ChildOptions(List.of(), 40, null);
    Worker worker = fixture.start(new PoolOptions(PoolType.PREFORK, 2, TimeLimits.NONE, forty));

    for (AsyncResult<Long> result : sleeps(100, 200)) {
      assertThat(result.get(PATIENCE)).isEqualTo(200);
    }

    double recycled =
        Metrics.read(worker.httpPort(), "greenfork_children_recycled_total{reason=\"tasks\"}");
    assertThat(recycled).isGreaterThanOrEqualTo(2);
    // On a machine that gets busy meanwhile, one child may take longer than the one before it.
    assertThat(Metrics.read(worker.httpPort(), "greenfork_children_late_total"))
        .isLessThan(recycled);
  }

  @Test
  void is_not_ready_while_its_children_die_one_after_the_other_and_recovers() throws Exception {
    Worker worker = fixture.start(PoolType.PREFORK, 2);
    int port = worker.httpPort();
    await()
        .atMost(PATIENCE)
        .until(() -> Metrics.read(port, "greenfork_children_started_total") == 2);
    assertThat(ready(port)).isTrue();

    NoChildren.forbid();
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroyForcibly);

    await().atMost(PATIENCE).until(() -> !ready(port));
    assertThat(Metrics.read(port, "greenfork_children_backing_off")).isPositive();
    assertThat(Metrics.read(port, "greenfork_children_died_total{reason=\"start\"}"))
        .isGreaterThan(3);
    AsyncResult<String> result = fixture.client.send(TaskCall.of("it.echo", "late"), String.class);
    NoChildren.allow();
    await().atMost(PATIENCE).until(() -> ready(port));
    assertThat(result.get(PATIENCE)).isEqualTo("late");
    assertThat(Metrics.read(port, "greenfork_children_died_total{reason=\"signal\"}")).isEqualTo(2);
  }

  @Test
  void loses_nothing_when_parent_and_children_are_killed_together() throws Exception {
    try (OtherWorker other = OtherWorker.start(fixture.redis.url(), PoolType.PREFORK, 2)) {
      List<AsyncResult<Long>> results = sleeps(6, 3_000);
      await().atMost(PATIENCE).until(() -> fixture.recorded() > 0 && other.children().size() == 2);

      other.killAll();

      fixture.start(PoolType.GREEN, 10);
      for (AsyncResult<Long> result : results) {
        assertThat(result.get(PATIENCE)).isEqualTo(3_000);
      }
      assertThat(fixture.recorded()).isZero();
    }
  }

  @Test
  void ends_the_children_of_a_parent_that_was_killed_at_once() throws Exception {
    try (OtherWorker other = OtherWorker.start(fixture.redis.url(), PoolType.PREFORK, 2)) {
      fixture.client.send(TaskCall.of("it.spin", 30_000), Long.class);
      await().atMost(PATIENCE).until(() -> fixture.recorded() > 0 && other.children().size() == 2);
      List<ProcessHandle> children = other.children();

      other.killParent();

      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> children.stream().map(ProcessHandle::pid).noneMatch(Processes::live));
    }
  }

  private List<AsyncResult<Long>> sleeps(int count, int millis) {
    List<TaskCall> calls =
        IntStream.range(0, count).mapToObj(_ -> TaskCall.of("it.sleep", millis)).toList();
    return fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();
  }

  private static boolean ready(int port) throws IOException {
    URI uri = URI.create("http://localhost:" + port + "/readyz");
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    return connection.getResponseCode() == 200;
  }
}
