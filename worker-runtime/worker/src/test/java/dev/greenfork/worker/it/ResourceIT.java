package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Restored;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.client.control.RemoteControl.Command;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** Tasks that share a resource of two places, in both pools, against a real Redis. */
final class ResourceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SHARING = 14;

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void bounds_tasks_that_share_a_resource_and_holds_up_no_other(PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 3);
    List<AsyncResult<Long>> sharing = share(300);
    List<Integer> used = new ArrayList<>();
    await().until(() -> read(worker, "greenfork_resource_waiters{resource=\"db\"}") >= 2);

    AsyncResult<String> other = fixture.client.send(TaskCall.of("it.echo", "past"), String.class);
    assertThat(other.get(PATIENCE)).isEqualTo("past");
    assertThat(sharing.getLast().isReady()).as("the tasks before it still wait").isFalse();

    for (AsyncResult<Long> each : sharing) {
      used.add((int) read(worker, "greenfork_resource_in_use{resource=\"db\"}"));
      assertThat(each.get(PATIENCE)).isEqualTo(300);
    }
    assertThat(used).allMatch(count -> count <= 2).contains(2);
    await().until(() -> read(worker, "greenfork_resource_in_use{resource=\"db\"}") == 0);
    assertThat(fixture.recorded()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void hands_back_what_waits_for_a_resource_when_it_drains(PoolType pool) throws Exception {
    Worker worker = fixture.start(pool, 3);
    List<AsyncResult<Long>> sharing = share(1_500);
    await().until(() -> read(worker, "greenfork_resource_waiters{resource=\"db\"}") >= 2);
    await().until(() -> read(worker, "greenfork_resource_in_use{resource=\"db\"}") == 2);

    worker.close();

    assertThat(fixture.recorded()).isZero();
    long ended = sharing.stream().filter(AsyncResult::isReady).count();
    String queued = fixture.redis.ask("LLEN celery").trim().substring(1);
    String delayed = fixture.redis.ask("ZCARD celery.delayed").trim().substring(1);
    assertThat(ended).as("only what ran was finished").isBetween(1L, 6L);
    assertThat(ended + Long.parseLong(queued) + Long.parseLong(delayed)).isEqualTo(SHARING);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void shrinks_the_pool_although_tasks_wait_for_the_places_of_those_that_run(PoolType pool)
      throws Exception {
    Worker worker = fixture.start(pool, 3);
    List<AsyncResult<Long>> sharing = share(400);
    await().until(() -> read(worker, "greenfork_resource_waiters{resource=\"db\"}") >= 2);
    await().until(() -> read(worker, "greenfork_resource_in_use{resource=\"db\"}") == 2);

    shrink(2);

    await().atMost(PATIENCE).until(() -> read(worker, "greenfork_tasks_running") <= 1);
    assertThat(sharing).filteredOn(each -> !each.isReady()).hasSizeGreaterThan(SHARING / 3);
    for (AsyncResult<Long> each : sharing) {
      assertThat(each.get(PATIENCE)).isEqualTo(400);
    }
    assertThat(fixture.recorded()).isZero();
  }

  private void shrink(int slots) throws InterruptedException {
    try (Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()))) {
      Command command =
          new Command("pool_shrink", Messages.object("{\"n\": " + slots + "}"), Audience.ALL);
      assertThat(
              new RemoteControl(broker, InstantSource.system()).ask(command, Duration.ofSeconds(1)))
          .hasSize(1);
    }
  }

  /** Two run and end, two run, two wait when the process is killed. */
  @Test
  void puts_the_death_of_its_process_down_to_those_that_had_the_resource() throws Exception {
    try (OtherWorker worker = OtherWorker.start(fixture.redis.url(), PoolType.GREEN, 6);
        Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()));
        Jedis redis = fixture.redis.jedis()) {
      List<AsyncResult<Long>> tasks =
          fixture
              .client
              .sendAll(
                  Stream.of(200, 200, 60_000, 60_000, 60_000, 60_000)
                      .map(millis -> TaskCall.of("green.query", millis))
                      .toList(),
                  Long.class)
              .toCompletableFuture()
              .join();
      tasks.get(0).get(PATIENCE);
      tasks.get(1).get(PATIENCE);
      String incarnation = broker.workers().all().getFirst().incarnation();
      String waiting = "greenfork:unstarted:" + incarnation;
      await().until(() -> redis.scard(waiting) == 2);

      worker.killParent();
      await().until(() -> !worker.isAlive());

      assertThat(broker.workers().restoreDead(incarnation, "it was killed"))
          .isEqualTo(new Restored(4, 2));
    }
  }

  private List<AsyncResult<Long>> share(int millis) {
    List<TaskCall> calls =
        IntStream.range(0, SHARING)
            .mapToObj(i -> TaskCall.of(i % 2 == 0 ? "green.query" : "green.report", millis))
            .toList();
    return fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();
  }

  private static double read(Worker worker, String metric) {
    return Metrics.read(worker.httpPort(), metric);
  }
}
