package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A green and a prefork worker at one queue, which share it by what each task is good for. */
final class SplitIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long HERE = ProcessHandle.current().pid();

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @Test
  void runs_each_task_in_the_pool_that_suits_it() throws Exception {
    startBoth();
    List<TaskCall> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(TaskCall.of(i % 3 == 0 ? "split.cpu" : "split.io", i));
    }

    List<AsyncResult<Long>> results =
        fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();

    for (int i = 0; i < results.size(); i++) {
      boolean here = results.get(i).get(PATIENCE) == HERE;
      assertThat(here).as("task %d", i).isEqualTo(i % 3 != 0);
    }
    assertThat(send("split.queue", String.class).get(PATIENCE)).isEqualTo("celery");
    assertThat(fixture.recorded()).isZero();
    assertThat(fixture.redis.ask("EXISTS celery celery.green celery.prefork")).isEqualTo(":0\r\n");
  }

  @Test
  void parks_what_requires_a_missing_pool_until_that_arrives() throws Exception {
    fixture.start(PoolType.GREEN, 5);
    AsyncResult<Long> parked = send("split.prefork", Long.class, 1);
    AsyncResult<Long> cpu = send("split.cpu", Long.class, 2);

    assertThat(cpu.get(PATIENCE)).isEqualTo(HERE);
    await().until(() -> fixture.redis.ask("LLEN celery.parked").equals(":1\r\n"));
    fixture.start(PoolType.PREFORK, 1);

    assertThat(parked.get(PATIENCE)).isNotEqualTo(HERE);
    assertThat(fixture.redis.ask("EXISTS celery.parked")).isEqualTo(":0\r\n");
  }

  @Test
  void sends_on_what_was_put_into_the_wrong_sub_queue() throws Exception {
    Worker green = startBoth();
    // As a split by older rules would do.
    TaskCall wrong =
        new TaskCall("split.cpu", List.of(1), Map.of(), SendOptions.DEFAULT.queue("celery.green"));

    assertThat(fixture.client.send(wrong, Long.class).get(PATIENCE)).isNotEqualTo(HERE);
    assertThat(Metrics.read(green.httpPort(), "greenfork_messages_forwarded_total{to=\"prefork\"}"))
        .isEqualTo(1);
  }

  private Worker startBoth() {
    Worker green = fixture.start(PoolType.GREEN, 5);
    fixture.start(PoolType.PREFORK, 2);
    // The green worker learns of the other one when it refreshes its lease.
    await()
        .atMost(PATIENCE)
        .until(() -> Metrics.read(green.httpPort(), "greenfork_queues_split") == 1);
    return green;
  }

  private <T> AsyncResult<T> send(String task, Class<T> type, Object... args)
      throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, args), type);
  }
}
