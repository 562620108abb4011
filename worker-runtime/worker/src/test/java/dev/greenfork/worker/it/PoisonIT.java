package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.testkit.RedisServer;
import dev.greenfork.worker.PoolType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** One message that kills its process, among many that do not. */
final class PoisonIT {

  private static final int SLEEPERS = 999;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final RedisServer redis = RedisServer.start();
  private final GreenforkClient client = GreenforkClient.connect(redis.url());
  private @Nullable OtherWorker worker;
  private int starts;

  @AfterEach
  void end() {
    if (worker != null) {
      worker.close();
    }
    client.close();
    redis.close();
  }

  @Test
  void convicts_the_one_that_kills_and_runs_all_others() throws Exception {
    List<AsyncResult<Long>> sleepers = new ArrayList<>();
    AsyncResult<Long> poison = null;
    for (int i = 0; i < SLEEPERS; i++) {
      if (i == SLEEPERS / 2) {
        poison = client.send(TaskCall.of("it.exit"), Long.class);
      }
      sleepers.add(client.send(TaskCall.of("it.sleep", 5), Long.class));
    }
    AsyncResult<Long> killer = poison;

    try (Jedis jedis = redis.jedis()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                keepAlive();
                return jedis.keys("celery-task-meta-*").size() == SLEEPERS + 1;
              });
    }

    for (AsyncResult<Long> sleeper : sleepers) {
      assertThat(sleeper.get(Duration.ofSeconds(10))).isEqualTo(5);
    }
    Assertions.assertThatThrownBy(() -> killer.get(Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("WorkerLostError"));
    // Twice beside the others, then alone until it has killed five.
    assertThat(starts).isEqualTo(6);
    try (Broker broker = Brokers.open(BrokerSettings.of(redis.url()))) {
      List<DeadMessage> letters = broker.queues().dead("celery", 10);
      assertThat(letters).hasSize(1);
      assertThat(letters.getFirst().why().reason()).isEqualTo("worker-lost");
      assertThat(letters.getFirst().deaths()).hasSize(5);
    }
  }

  /** As the kubelet does. */
  private void keepAlive() throws IOException {
    if (worker == null || !worker.isAlive()) {
      starts++;
      worker = OtherWorker.start(redis.url(), PoolType.GREEN, 1_000);
    }
  }
}
