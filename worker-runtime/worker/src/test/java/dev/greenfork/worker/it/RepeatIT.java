package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Which messages are not run again because their task has succeeded, against a real Redis. */
final class RepeatIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How a message looks that was restored: without a death, and with one. */
  private static final String RESTORED = "\t";

  private static final String DIED = "\n";

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();
  private final Jedis redis = fixture.redis.jedis();
  private final String id = UUID.randomUUID().toString();

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void does_not_run_what_succeeded_before_its_worker_was_lost(PoolType pool) {
    store("SUCCESS", "");
    push(RESTORED, note(false));
    Worker worker = fixture.start(pool, 2);

    await().atMost(PATIENCE).until(() -> spared(worker) == 1);
    await().atMost(PATIENCE).until(() -> fixture.recorded() == 0);

    assertThat(redis.get("runs")).isNull();
    assertThat(stored()).contains("\"result\": 41");
    assertThat(Metrics.read(worker.httpPort(), "greenfork_tasks_running")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {RESTORED, DIED})
  void takes_every_kind_of_restored_message_for_redelivered(String mark) {
    store("SUCCESS", "");
    push(mark, note(false));

    Worker worker = fixture.start(PoolType.GREEN, 2);

    await().atMost(PATIENCE).until(() -> spared(worker) == 1);
  }

  @Test
  void takes_the_word_of_a_python_worker_that_restored_it() {
    store("SUCCESS", "");
    push("", note(true));

    Worker worker = fixture.start(PoolType.GREEN, 2);

    await().atMost(PATIENCE).until(() -> spared(worker) == 1);
  }

  @Test
  void runs_what_comes_for_the_first_time_whatever_is_stored() {
    store("SUCCESS", "");

    assertThat(runs("", note(false))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILURE", "RETRY", "STARTED", "PROGRESS"})
  void runs_again_what_has_not_succeeded(String state) {
    store(state, "");

    assertThat(runs(RESTORED, note(false))).isEqualTo(1);
  }

  @Test
  void runs_again_what_has_no_result() {
    assertThat(runs(RESTORED, note(false))).isEqualTo(1);
  }

  @Test
  void runs_again_where_the_stored_success_is_that_of_another_task() {
    store("SUCCESS", "\"name\": \"it.other\", ");

    assertThat(runs(RESTORED, note(false))).isEqualTo(1);
  }

  /** How often the task was run when all is over. */
  private long runs(String mark, TaskMessage message) {
    push(mark, message);
    Worker worker = fixture.start(PoolType.GREEN, 2);
    await().atMost(PATIENCE).until(() -> redis.get("runs") != null && fixture.recorded() == 0);
    assertThat(spared(worker)).isZero();
    return Long.parseLong(redis.get("runs"));
  }

  private TaskMessage note(boolean redelivered) {
    String args = "[\"%s\", \"runs\"]".formatted(fixture.redis.url());
    return Messages.message("it.note", id, args).redeliveredIf(redelivered);
  }

  private void push(String mark, TaskMessage message) {
    String envelope = new String(new MessageEncoder().encode(message), StandardCharsets.UTF_8);
    redis.lpush("celery", mark + envelope);
  }

  private void store(String state, String more) {
    redis.set(
        "celery-task-meta-" + id,
        "{\"status\": \"%s\", \"result\": 41, \"traceback\": null, \"children\": [], %s\"task_id\": \"%s\"}"
            .formatted(state, more, id));
  }

  private @Nullable String stored() {
    return redis.get("celery-task-meta-" + id);
  }

  private static double spared(Worker worker) {
    return Metrics.read(worker.httpPort(), "greenfork_tasks_not_repeated_total");
  }
}
