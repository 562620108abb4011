package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions.Storing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stored of tasks that start, end early, or never run, against a real Redis. */
final class StoringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void stores_that_a_tracked_task_has_started_and_which_process_runs_it(PoolType pool)
      throws Exception {
    fixture.start(pool, 1);
    AsyncResult<Long> result = send("it.tracked", SendOptions.DEFAULT, 700);

    await().atMost(PATIENCE).until(() -> "STARTED".equals(meta(result).path("status").asText()));
    JsonNode started = meta(result).get("result");

    assertThat(started.get("hostname").textValue()).isEqualTo("test@host");
    assertThat(result.get(PATIENCE)).isEqualTo(started.get("pid").longValue());
    assertThat(started.get("pid").longValue() == ProcessHandle.current().pid())
        .isEqualTo(pool == PoolType.GREEN);
  }

  @Test
  void stores_more_of_every_state_where_results_are_extended() throws Exception {
    fixture.start(PoolOptions.of(PoolType.GREEN, 1), new Storing(true, true));
    AsyncResult<Long> running = send("it.sleep", SendOptions.DEFAULT, 300);

    await().atMost(PATIENCE).until(() -> "STARTED".equals(meta(running).path("status").asText()));
    assertThat(meta(running).get("worker").textValue()).isEqualTo("test@host");
    assertThat(running.get(PATIENCE)).isEqualTo(300);
    assertThat(meta(running).get("name").textValue()).isEqualTo("it.sleep");
    assertThat(meta(running).get("args").toString()).isEqualTo("[300]");

    AsyncResult<Long> late = expired("it.sleep", SendOptions.DEFAULT);
    await().atMost(PATIENCE).until(() -> "REVOKED".equals(meta(late).path("status").asText()));
    assertThat(meta(late).get("queue").textValue()).isEqualTo("celery");
  }

  @Test
  void stores_nothing_of_an_expired_task_that_is_declared_so_unless_it_is_asked_to()
      throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 1);
    AsyncResult<Long> silent = expired("it.silent", SendOptions.DEFAULT);
    AsyncResult<Long> wanted = expired("it.silent", SendOptions.DEFAULT.ignoreResult(false));

    await().atMost(PATIENCE).until(() -> refused(worker, "expired") == 2);
    await().atMost(PATIENCE).until(() -> "REVOKED".equals(meta(wanted).path("status").asText()));
    assertThat(meta(silent).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void ends_a_task_at_the_hard_limit_that_it_declares_and_goes_on(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    AsyncResult<Long> endless = send("it.hard", SendOptions.DEFAULT, 60_000);

    assertThatThrownBy(() -> endless.get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("TimeLimitExceeded"));
    assertThat(send("it.silent", SendOptions.DEFAULT.ignoreResult(false), 0).get(PATIENCE))
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void fails_a_task_that_rejects_its_message(PoolType pool) {
    fixture.start(pool, 1);

    assertThatThrownBy(() -> send("it.refuse", SendOptions.DEFAULT).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("Reject");
              assertThat(e).hasMessageContaining("not mine");
            });
    await().atMost(PATIENCE).until(() -> fixture.recorded() == 0);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void runs_a_task_again_that_gives_its_message_back(PoolType pool) throws Exception {
    fixture.start(pool, 1);

    assertThat(send("it.hesitate", SendOptions.DEFAULT).get(PATIENCE)).isEqualTo(2);
  }

  /** A child that has done its tasks is replaced, which takes longer than the task may wait. */
  @Test
  void looks_again_at_the_expiry_of_a_task_that_waited_for_a_child() throws Exception {
    ChildOptions once = new ChildOptions(List.of(), 1, null);
    Worker worker = fixture.start(new PoolOptions(PoolType.PREFORK, 1, TimeLimits.NONE, once));
    SendOptions brief = SendOptions.DEFAULT.expiresIn(Duration.ofMillis(80));

    // On a busy machine it may have expired before it was even fetched: that proves nothing.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(
                      send("it.silent", SendOptions.DEFAULT.ignoreResult(false), 0).get(PATIENCE))
                  .isPositive();
              double refused = refused(worker, "expired");
              AsyncResult<Long> late = send("it.sleep", brief, 0);
              await()
                  .atMost(PATIENCE)
                  .until(() -> "REVOKED".equals(meta(late).path("status").asText()));
              return !(refused(worker, "expired") > refused);
            });
  }

  private AsyncResult<Long> expired(String task, SendOptions options) throws InterruptedException {
    return send(task, options.expires(java.time.Instant.now().minusSeconds(1)), 0);
  }

  private AsyncResult<Long> send(String task, SendOptions options, Object... args)
      throws InterruptedException {
    return fixture.client.send(new TaskCall(task, List.of(args), Map.of(), options), Long.class);
  }

  private static double refused(Worker worker, String reason) {
    double count =
        Metrics.read(
            worker.httpPort(), "greenfork_messages_refused_total{reason=\"%s\"}".formatted(reason));
    return Double.isNaN(count) ? 0 : count;
  }

  private JsonNode meta(AsyncResult<?> result) {
    String reply = fixture.redis.ask("GET celery-task-meta-" + result.id());
    int json = reply.indexOf('{');
    try {
      return json < 0
          ? new ObjectMapper().missingNode()
          : new ObjectMapper().readTree(reply.substring(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(reply, e);
    }
  }
}
