package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** How a worker stops, against a real Redis. */
final class DrainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void finishes_what_runs_and_hands_back_what_waits(PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 2);
    TaskCall later =
        new TaskCall(
            "it.echo",
            List.of("later"),
            Map.of(),
            SendOptions.DEFAULT.countdown(Duration.ofSeconds(4)));
    fixture.client.send(later, String.class);
    AsyncResult<Long> running = send("it.sleep", 1500);
    await().until(() -> gauge(worker, "greenfork_tasks_waiting") == 1);
    await().until(() -> gauge(worker, "greenfork_tasks_running") == 1);

    worker.close();

    assertThat(running.get(PATIENCE)).isEqualTo(1500);
    assertThat(fixture.recorded()).isZero();
    assertThat(fixture.redis.ask("LLEN celery")).isEqualTo(":1\r\n");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void hands_back_what_runs_when_hurried(PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 2);
    AsyncResult<Long> running = send("it.sleep", 8_000);
    await().until(() -> gauge(worker, "greenfork_tasks_running") == 1);

    worker.stop();
    worker.stop();

    assertThat(worker.awaitStop(Duration.ofSeconds(7))).isTrue();
    assertThat(fixture.redis.ask("LLEN celery")).isEqualTo(":1\r\n");
    fixture.start(pool, 2);
    assertThat(running.get(PATIENCE)).isEqualTo(8_000);
  }

  /** More than the writer sends at once, of two priorities. */
  @Test
  void hands_back_many_in_the_order_that_they_had() throws Exception {
    List<String> lists = List.of("celery", "celery\u0006\u00163");
    try (Jedis redis = fixture.redis.jedis()) {
      for (String list : lists) {
        redis.lpush(list, sleepers(700));
      }
      List<List<String>> before = lists.stream().map(list -> redis.lrange(list, 0, -1)).toList();
      Worker worker = fixture.start(PoolType.GREEN, 1_200);
      await().atMost(PATIENCE).until(() -> gauge(worker, "greenfork_tasks_running") == 1_200);

      worker.stop();
      worker.stop();

      assertThat(worker.awaitStop(PATIENCE)).isTrue();
      assertThat(lists.stream().map(list -> redis.lrange(list, 0, -1))).isEqualTo(before);
    }
  }

  private static String[] sleepers(int count) {
    MessageEncoder encoder = new MessageEncoder();
    return IntStream.range(0, count)
        .mapToObj(i -> Messages.message("it.sleep", UUID.randomUUID().toString(), "[60000]"))
        .map(message -> new String(encoder.encode(message), StandardCharsets.UTF_8))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void keeps_no_record_of_a_task_that_is_acknowledged_early(PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 1);

    AsyncResult<Long> running = send("it.early", 1_000);

    await().until(() -> gauge(worker, "greenfork_tasks_running") == 1);
    await().until(() -> fixture.recorded() == 0);
    assertThat(running.get(PATIENCE)).isEqualTo(1_000);
  }

  private AsyncResult<Long> send(String task, long millis) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, millis), Long.class);
  }

  private static double gauge(Worker worker, String name) {
    return Metrics.read(worker.httpPort(), name);
  }
}
