package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks at their time limits that do not want to end, against a real Redis. */
final class AbandonedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMillis(400);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  /**
   * The first computes; the second sleeps, swallows the interrupt, shows a state and sends a task.
   */
  @ParameterizedTest
  @CsvSource({"green.burn,2500", "green.deaf,2500"})
  void fails_once_and_has_the_process_replaced(String task, int millis) throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 4);
    AsyncResult<Long> other = fixture.client.send(TaskCall.of("it.sleep", 3_500), Long.class);
    await().until(() -> read(worker, "greenfork_tasks_running") == 1);
    AsyncResult<JsonNode> abandoned =
        fixture.client.send(
            limited(task, millis, SendOptions.DEFAULT.hardLimit(LIMIT)), JsonNode.class);

    assertThatThrownBy(() -> abandoned.get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("TimeLimitExceeded"));
    String stored = stored(abandoned);
    await().until(() -> read(worker, "greenfork_tasks_abandoned") == 1);

    assertThat(worker.awaitStop(PATIENCE)).isTrue();
    assertThat(worker.wantsReplacement()).isTrue();
    assertThat(other.get(PATIENCE)).as("others finish").isEqualTo(3_500);
    assertThat(stored(abandoned)).as("the first outcome stays").isEqualTo(stored);
    assertThat(fixture.recorded()).isZero();
    assertThat(fixture.redis.ask("LLEN celery")).as("nothing is sent").isEqualTo(":0\r\n");
  }

  @Test
  void keeps_the_process_when_the_task_ends_soon_after_its_limit() throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 4);

    assertThatThrownBy(
            () ->
                fixture
                    .client
                    .send(
                        limited("green.deaf", 800, SendOptions.DEFAULT.hardLimit(LIMIT)),
                        JsonNode.class)
                    .get(PATIENCE))
        .isInstanceOf(TaskFailedException.class);

    await()
        .during(Duration.ofMillis(1_500))
        .atMost(PATIENCE)
        .until(() -> !worker.wantsReplacement());
    assertThat(fixture.client.send(TaskCall.of("it.echo", 1), Integer.class).get(PATIENCE))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void a_loop_that_asks_ends_at_the_soft_limit(PoolType pool) {
    fixture.start(pool, 1);

    TaskCall call =
        new TaskCall("green.checked", List.of(), Map.of(), SendOptions.DEFAULT.softLimit(LIMIT));

    assertThatThrownBy(() -> fixture.client.send(call, JsonNode.class).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("SoftTimeLimitExceeded");
              assertThat(e.module()).isEqualTo("billiard.exceptions");
            });
  }

  private String stored(AsyncResult<?> result) {
    return fixture.redis.ask("GET celery-task-meta-" + result.id());
  }

  private static TaskCall limited(String task, int millis, SendOptions options) {
    return new TaskCall(task, List.of(millis), Map.of(), options);
  }

  private static double read(Worker worker, String metric) {
    return Metrics.read(worker.httpPort(), metric);
  }
}
