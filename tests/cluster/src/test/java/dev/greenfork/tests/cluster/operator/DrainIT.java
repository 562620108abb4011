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
import dev.greenfork.tests.cluster.support.RunLedger;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
  static void make_a_broker(TestNamespace namespace, TestRedis own) {
    redis = own;
    namespace.apply(broker());
    Conformance.bring(namespace);
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

  @Test
  void a_rolling_update_under_load_runs_each_task_once_and_a_forced_deletion_loses_none(
      TestNamespace namespace) throws InterruptedException {
    RunLedger ledger = new RunLedger(redis);
    namespace.apply(rolling("one"));
    namespace.awaitReady("rolling");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      List<AsyncResult<Integer>> results = new ArrayList<>(send(client, 30));
      await("tasks to run").atMost(PATIENCE).until(() -> ledger.counts().size() >= SLOTS);

      namespace.apply(rolling("two"));
      await("the rollout")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                results.addAll(send(client, 4)); // the load
                return isRolledOut(namespace);
              });
      for (AsyncResult<Integer> result : results) {
        result.get(PATIENCE);
      }
      assertThat(ledger.counts()).as("runs by task").hasSameSizeAs(results);
      assertThat(ledger.counts().values()).as("none was interrupted").containsOnly(1L);

      results.clear();
      redis.connection().del("ledger");
      results.addAll(send(client, 24));
      await("tasks to run").atMost(PATIENCE).until(() -> ledger.counts().size() >= SLOTS);
      Pod victim = namespace.pods("rolling").getFirst();
      namespace.client().resource(victim).withGracePeriod(0).delete();
      for (AsyncResult<Integer> result : results) {
        result.get(PATIENCE);
      }
      long runs = ledger.counts().values().stream().mapToLong(Long::longValue).sum();
      System.out.printf("%d runs of 24 tasks, one of two pods deleted by force%n", runs);
      assertThat(runs - results.size())
          .as("at most what ran in it runs again")
          .isLessThanOrEqualTo(SLOTS / 2);
    }
  }

  private static List<AsyncResult<Integer>> send(GreenforkClient client, int tasks)
      throws InterruptedException {
    List<AsyncResult<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      double seconds = 1 + i % 3; // one to three seconds
      sent.add(
          client.send(
              TaskCall.of("conformance.recorded", i, RunLedger.ADDRESS, seconds).onQueue("rolling"),
              Integer.class));
    }
    return sent;
  }

  private static boolean isRolledOut(TestNamespace namespace) {
    List<Pod> pods = namespace.pods("rolling");
    return pods.size() == 2
        && pods.stream().allMatch(pod -> variable(pod, "VERSION").equals("two"))
        && pods.stream()
            .allMatch(pod -> pod.getStatus().getContainerStatuses().getFirst().getReady());
  }

  private static String variable(Pod pod, String name) {
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }

  private static String rolling(String version) {
    return pool(
        "rolling",
        Stream.concat(
                Stream.of(
                    "replicas: 2",
                    "concurrency: " + SLOTS / 2,
                    "queues: [rolling]",
                    "env: [{name: VERSION, value: %s}]".formatted(version)),
                Conformance.LINES.stream())
            .toArray(String[]::new));
  }

  private static String sleepers() {
    return pool(
        "sleepers",
        Stream.concat(Stream.of("concurrency: " + SLOTS), Conformance.LINES.stream())
            .toArray(String[]::new));
  }
}
