package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.DrainAnswer;
import dev.greenfork.broker.DrainOrder;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a worker drains by order of the operator, and comes back, against a real Redis. */
final class OrderedDrainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NODE = "test@host";

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();
  private final Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()));

  @AfterEach
  void disconnect() {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void a_drained_worker_finishes_what_runs_and_hands_back_what_waits_until_it_is_called_back(
      PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 2);
    TaskCall later =
        new TaskCall(
            "it.echo",
            List.of("later"),
            Map.of(),
            SendOptions.DEFAULT.countdown(Duration.ofMillis(4_500)));
    AsyncResult<String> waiting = fixture.client.send(later, String.class);
    AsyncResult<Long> running = send("it.sleep", 3_000);
    await().atMost(PATIENCE).until(() -> gauge(worker, "greenfork_tasks_waiting") == 1);
    await().atMost(PATIENCE).until(() -> gauge(worker, "greenfork_tasks_running") == 1);

    broker.drains().order(Map.of(NODE, "first"), Duration.ofMinutes(1));

    await().atMost(PATIENCE).until(() -> answer().isPresent());
    assertThat(answer()).map(DrainAnswer::order).hasValue("first");
    assertThat(running.get(PATIENCE)).isEqualTo(3_000);
    await().atMost(PATIENCE).until(() -> answer().filter(DrainAnswer::isIdle).isPresent());
    AsyncResult<Long> more = send("it.sleep", 1);
    assertThat(waiting())
        .as("what was handed back, and what came since, unless it is not due yet")
        .isGreaterThanOrEqualTo(1);
    assertThat(gauge(worker, "greenfork_tasks_running")).isZero();

    broker.drains().cancel(List.of(NODE));

    assertThat(more.get(PATIENCE)).isEqualTo(1);
    assertThat(waiting.get(PATIENCE)).isEqualTo("later");
    assertThat(broker.drains().all()).isEmpty();
  }

  @Test
  void a_worker_counts_tasks_that_were_acknowledged_early_as_held() throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 2);
    AsyncResult<Long> running = send("it.early", 4_000);
    await().atMost(PATIENCE).until(() -> gauge(worker, "greenfork_tasks_running") == 1);
    await().atMost(PATIENCE).until(() -> fixture.recorded() == 0);

    broker.drains().order(Map.of(NODE, "first"), Duration.ofMinutes(1));

    await().atMost(PATIENCE).until(() -> answer().isPresent());
    assertThat(answer()).map(DrainAnswer::held).hasValue(1);
    assertThat(running.get(PATIENCE)).isEqualTo(4_000);
    await().atMost(PATIENCE).until(() -> answer().filter(DrainAnswer::isIdle).isPresent());
  }

  @Test
  void an_order_that_nobody_prolongs_ends_by_itself() throws Exception {
    fixture.start(PoolType.GREEN, 2);
    broker.drains().order(Map.of(NODE, "first"), Duration.ofSeconds(3));
    await().atMost(PATIENCE).until(() -> answer().filter(DrainAnswer::isIdle).isPresent());

    AsyncResult<Long> sent = send("it.sleep", 1);

    assertThat(sent.get(PATIENCE)).isEqualTo(1);
    assertThat(broker.drains().all().get(NODE)).returns(Duration.ZERO, DrainOrder::left);
  }

  @Test
  void an_answer_to_an_older_order_is_none() throws Exception {
    fixture.start(PoolType.GREEN, 2);
    broker.drains().order(Map.of(NODE, "first"), Duration.ofMinutes(1));
    await().atMost(PATIENCE).until(() -> answer().filter(DrainAnswer::isIdle).isPresent());

    broker.drains().order(Map.of(NODE, "second", "other@host", "third"), Duration.ofMinutes(1));

    assertThat(answer()).isNotPresent();
    await().atMost(PATIENCE).until(() -> answer().filter(DrainAnswer::isIdle).isPresent());
    assertThat(answer()).map(DrainAnswer::order).hasValue("second");
    assertThat(broker.drains().all()).containsOnlyKeys(NODE, "other@host");
  }

  private Optional<DrainAnswer> answer() {
    return Optional.ofNullable(broker.drains().all().get(NODE)).map(DrainOrder::answer);
  }

  private long waiting() {
    return broker.depths(List.of("celery")).get("celery").total();
  }

  private AsyncResult<Long> send(String task, long millis) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, millis), Long.class);
  }

  private static double gauge(Worker worker, String name) {
    return Metrics.read(worker.httpPort(), name);
  }
}
