package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both pools promise, against a real Redis. */
final class PoolsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void runs_many_tasks_and_leaves_nothing_on_record(PoolType pool) throws Exception {
    fixture.start(pool, 2);

    List<TaskCall> calls =
        IntStream.range(0, 200).mapToObj(i -> TaskCall.of("it.echo", i)).toList();
    List<AsyncResult<Integer>> results =
        fixture.client.sendAll(calls, Integer.class).toCompletableFuture().join();

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).get(PATIENCE)).isEqualTo(i);
    }
    assertThat(fixture.recorded()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void lets_a_task_send_another_one(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    String child = call("it.send", String.class);

    assertThat(fixture.client.result(child, String.class).get(PATIENCE)).isEqualTo("from it.send");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void runs_a_task_again_that_asks_for_it(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    assertThat(call("it.retry", Integer.class)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void interrupts_at_the_soft_limit(PoolType pool) {
    fixture.start(limited(pool, Duration.ofMillis(200), null));

    assertThatThrownBy(() -> call("it.sleep", JsonNode.class, 20_000))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("SoftTimeLimitExceeded");
              assertThat(e.module()).isEqualTo("billiard.exceptions");
            });
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void bears_a_task_that_logs_while_it_is_interrupted(PoolType pool) throws Exception {
    fixture.start(limited(pool, Duration.ofMillis(100), null));

    assertThat(call("it.stubborn", String.class, 20_000)).isEqualTo("survived");
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void fails_a_task_at_the_hard_limit_and_goes_on(PoolType pool) throws Exception {
    fixture.start(limited(pool, null, Duration.ofSeconds(2)));

    assertThatThrownBy(() -> call("it.sleep", JsonNode.class, 15_000))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("TimeLimitExceeded"));
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void prefers_the_limit_of_the_message(PoolType pool) {
    fixture.start(pool, 1);
    TaskCall call =
        new TaskCall(
            "it.sleep",
            List.of(20_000),
            Map.of(),
            SendOptions.DEFAULT.softLimit(Duration.ofMillis(100)));

    assertThatThrownBy(() -> fixture.client.send(call, JsonNode.class).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e.type()).isEqualTo("SoftTimeLimitExceeded"));
  }

  private static PoolOptions limited(
      PoolType pool, @Nullable Duration soft, @Nullable Duration hard) {
    return new PoolOptions(pool, 2, new TimeLimits(soft, hard), ChildOptions.DEFAULT);
  }

  private <T> T call(String task, Class<T> type, Object... args) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, args), type).get(PATIENCE);
  }
}
