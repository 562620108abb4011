package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.tests.cluster.support.Conformance;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCluster.class)
class DrainIT {

  private static final int SLOTS = 8;
  private static final int TASKS = 3 * SLOTS;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static TestRedis redis;

  @BeforeAll
  static void start_redis(TestNamespace namespace) {
    redis = TestRedis.start(namespace);
    namespace.apply(broker());
    Conformance.bring(namespace);
  }

  @AfterAll
  static void stop_redis() {
    redis.close();
  }

  @Test
  void deleting_a_pool_in_mid_run_loses_no_task(TestNamespace namespace)
      throws InterruptedException {
    namespace.apply(sleepers());
    namespace.awaitReady("sleepers");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      List<AsyncResult<Double>> results = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        results.add(client.send(TaskCall.of("conformance.sleep", 3), Double.class));
      }
      await("every slot to be taken")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> redis.connection().llen("celery") <= TASKS - SLOTS);

      Kubectl.run(namespace.name(), "delete", "wp", "sleepers", "--wait=false");

      await("the workers to drain")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> namespace.pods("sleepers").isEmpty());
      assertThat(redis.connection().keys("celery-task-meta-*"))
          .as("what ran was finished")
          .hasSizeGreaterThanOrEqualTo(SLOTS);
      assertThat(redis.connection().keys("greenfork:deliveries:*")).as("nothing is held").isEmpty();

      namespace.apply(sleepers());
      for (AsyncResult<Double> result : results) {
        result.get(PATIENCE);
      }
    }
  }

  private static String sleepers() {
    return pool(
        "sleepers",
        Stream.concat(Stream.of("concurrency: " + SLOTS), Conformance.LINES.stream())
            .toArray(String[]::new));
  }
}
