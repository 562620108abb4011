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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that are not to run at once: later, again, not too often, most urgent first. */
final class FutureWorkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @Test
  void keeps_a_task_that_is_due_later_at_the_broker_and_runs_it_in_time() throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 1);
    Instant due = Instant.now().plusMillis(6_200);
    AsyncResult<Long> later = send("it.now", SendOptions.DEFAULT.eta(due));

    await().until(() -> fixture.redis.ask("ZCARD celery.delayed").equals(":1\r\n"));
    assertThat(Metrics.read(worker.httpPort(), "greenfork_tasks_waiting")).isZero();
    assertThat(fixture.recorded()).isZero();
    // It keeps no worker: another one, that starts later, runs it.
    fixture.stop();
    fixture.start(PoolType.GREEN, 1);

    assertThat(later.get(PATIENCE) - due.toEpochMilli()).isBetween(0L, 500L);
    assertThat(fixture.redis.ask("EXISTS celery.delayed")).isEqualTo(":0\r\n");
  }

  @Test
  void takes_no_slot_for_a_task_that_is_due_soon_and_looks_at_its_expiry_again() throws Exception {
    fixture.start(PoolType.GREEN, 1);
    Instant now = Instant.now();
    AsyncResult<Long> soon = send("it.now", SendOptions.DEFAULT.eta(now.plusMillis(800)));
    AsyncResult<Long> expiring =
        send("it.now", SendOptions.DEFAULT.eta(now.plusMillis(900)).expires(now.plusMillis(600)));
    AsyncResult<Long> atOnce = send("it.now", SendOptions.DEFAULT);

    assertThat(atOnce.get(PATIENCE)).isLessThan(now.toEpochMilli() + 800);
    assertThat(soon.get(PATIENCE) - now.toEpochMilli()).isBetween(800L, 1_300L);
    assertThatThrownBy(() -> expiring.get(PATIENCE)).hasMessageContaining("expired");
    assertThat(fixture.recorded()).isZero();
  }

  @Test
  void spaces_a_limited_task_without_holding_up_others() throws Exception {
    fixture.start(PoolType.GREEN, 2);
    List<TaskCall> flood = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      flood.add(TaskCall.of("it.limited"));
    }
    for (int i = 0; i < 300; i++) {
      flood.add(TaskCall.of("it.rare"));
    }
    List<AsyncResult<Long>> sent =
        fixture.client.sendAll(flood, Long.class).toCompletableFuture().join();

    long now = send("it.now", SendOptions.DEFAULT).get(PATIENCE);
    List<Long> starts = new ArrayList<>();
    for (AsyncResult<Long> each : sent.subList(0, 15)) {
      starts.add(each.get(PATIENCE));
    }
    assertThat(starts.getLast() - starts.getFirst()).isBetween(1_350L, 3_000L);
    assertThat(now).isLessThan(starts.getLast());
    await().until(() -> fixture.redis.ask("ZCARD celery.delayed").equals(":299\r\n"));
    assertThat(fixture.recorded()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void runs_a_task_again_after_the_exceptions_that_it_names(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    assertThat(send("it.flaky", SendOptions.DEFAULT, 2).get(PATIENCE)).isEqualTo(2);
    assertThatThrownBy(() -> send("it.flaky", SendOptions.DEFAULT, 3).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("OSError");
              assertThat(e).hasMessageContaining("failed the 2. retry");
            });
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void ends_a_task_at_the_limit_that_it_declares(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    assertThatThrownBy(() -> send("it.soft", SendOptions.DEFAULT, 20_000).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e.type()).isEqualTo("SoftTimeLimitExceeded"));
  }

  @Test
  void runs_the_most_urgent_first_and_equals_in_their_order() throws Exception {
    List<AsyncResult<Long>> sent = new ArrayList<>();
    for (int priority : new int[] {9, 6, 3, 0, 9, 0}) {
      sent.add(send("it.slow", SendOptions.DEFAULT.priority(priority)));
    }
    fixture.start(PoolType.GREEN, 1);

    List<Long> starts = new ArrayList<>();
    for (int each : new int[] {3, 5, 2, 1, 0, 4}) {
      starts.add(sent.get(each).get(PATIENCE));
    }
    assertThat(starts).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shows_the_state_and_the_reason_of_a_retry_meanwhile() throws Exception {
    fixture.start(PoolType.GREEN, 1);
    AsyncResult<JsonNode> result = fixture.client.send(TaskCall.of("it.patient"), JsonNode.class);

    await().until(() -> fixture.redis.ask("ZCARD celery.delayed").equals(":1\r\n"));
    String meta = fixture.redis.ask("GET celery-task-meta-" + result.id());
    assertThat(meta).contains("\"status\": \"RETRY\"", "not yet");
    assertThat(meta).contains("[[\"" + result.id() + "\", null], null]");
  }

  private AsyncResult<Long> send(String task, SendOptions options, Object... args)
      throws InterruptedException {
    return fixture.client.send(new TaskCall(task, List.of(args), Map.of(), options), Long.class);
  }
}
