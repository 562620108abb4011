package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.tests.cluster.support.Conformance;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.RunLedger;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCluster.class)
class AutoscalingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TASKS = 24;

  private static TestRedis redis;

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis own) {
    redis = own;
    namespace.apply(broker());
    Conformance.bring(namespace);
  }

  @Test
  void a_pool_starts_from_zero_grows_with_the_work_and_returns_to_zero_without_cutting_a_task_off(
      TestNamespace namespace) throws InterruptedException {
    namespace.apply(scaled("bursts"));
    namespace.awaitReason("WorkerPool", "bursts", "ScalingActive", "Scaling");
    awaitReplicas(namespace, "bursts", 0);
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      List<AsyncResult<Integer>> results = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        double seconds = i % 8 == 0 ? 15 : 3;
        results.add(
            client.send(
                TaskCall.of("conformance.recorded", i, RunLedger.ADDRESS, seconds)
                    .onQueue("bursts"),
                Integer.class));
      }
      await("more than one worker")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> replicas(namespace, "bursts") > 1);
      for (AsyncResult<Integer> result : results) {
        result.get(PATIENCE);
      }
    }
    awaitReplicas(namespace, "bursts", 0);
    Map<String, Long> runs = new RunLedger(redis).counts();
    assertThat(runs).hasSize(TASKS);
    assertThat(runs.values()).as("none was interrupted").containsOnly(1L);
    assertThat(Kubectl.run(namespace.name(), "describe", "wp", "bursts").output())
        .contains("changed the number of workers from ")
        .contains("Sentence:");
  }

  @Test
  void a_pool_at_zero_is_awake_when_a_message_is_due(TestNamespace namespace)
      throws InterruptedException {
    namespace.apply(scaled("alarm"));
    namespace.awaitReason("WorkerPool", "alarm", "ScalingActive", "Scaling");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      TaskCall later =
          new TaskCall(
                  "conformance.sleep",
                  List.of(0.1),
                  Map.of(),
                  SendOptions.DEFAULT.countdown(Duration.ofSeconds(20)))
              .onQueue("alarm");
      assertThat(client.send(later, Double.class).get(PATIENCE)).isEqualTo(0.1);
    }
    awaitReplicas(namespace, "alarm", 0);
  }

  @Test
  void kubectl_scale_is_refused_with_what_to_change_instead(TestNamespace namespace) {
    namespace.apply(scaled("mastered"));

    Kubectl.Result scaled = Kubectl.run(namespace.name(), "scale", "wp/mastered", "--replicas=3");

    assertThat(scaled.exit()).isNotZero();
    assertThat(scaled.output())
        .contains("change autoscaling.minReplicas and maxReplicas, or remove autoscaling");
  }

  private static void awaitReplicas(TestNamespace namespace, String pool, int replicas) {
    await("%d workers of %s".formatted(replicas, pool))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> replicas(namespace, pool) == replicas);
  }

  private static int replicas(TestNamespace namespace, String pool) {
    Deployment deployment = namespace.deployment(pool);
    return deployment == null ? -1 : deployment.getSpec().getReplicas();
  }

  private static String scaled(String name) {
    return pool(
        name,
        Stream.concat(
                Stream.of(
                    "concurrency: 4",
                    "queues: [%s]".formatted(name),
                    "autoscaling: {minReplicas: 0, maxReplicas: 3, scaleDown: {stabilization: 5s}}"),
                Conformance.LINES.stream())
            .toArray(String[]::new));
  }
}
