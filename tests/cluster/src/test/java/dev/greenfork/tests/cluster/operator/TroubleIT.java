package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.tests.cluster.support.Conformance;
import dev.greenfork.tests.cluster.support.NodeProcesses;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.OperatorMetrics;
import dev.greenfork.tests.cluster.support.RunLedger;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pool says of workers that are in trouble. */
@ExtendWith(OnCluster.class)
class TroubleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String RESTORED = "greenfork_operator_restored_deliveries_total";
  private static final String LOST = "greenfork_operator_lost_workers_total";

  /** Deaths in a row until the pauses between them are long enough for a readiness probe. */
  private static final int POISON = 40;

  private static TestRedis redis;

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis own) {
    redis = own;
    namespace.apply(broker());
    Conformance.bring(namespace);
  }

  @Test
  void what_the_operator_puts_back_for_a_pool_without_workers_is_told_and_counted(
      TestNamespace namespace) throws InterruptedException {
    namespace.apply(workers("leaving", "queues: [left]", "replicas: 1"));
    namespace.awaitReady("leaving");
    Pod pod = namespace.pods("leaving").getFirst();
    RunLedger ledger = new RunLedger(redis);
    double restored = OperatorMetrics.sum(namespace.client(), RESTORED);
    double lost = OperatorMetrics.sum(namespace.client(), LOST);
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      TaskCall call = TaskCall.of("conformance.recorded", 1, RunLedger.ADDRESS, 600);
      String task = client.send(call.onQueue("left"), Integer.class).id();
      await("the task to run").atMost(PATIENCE).until(() -> ledger.pods(task).size() == 1);
    }

    namespace.apply(workers("leaving", "queues: [left]", "replicas: 0"));
    await("the pod to be told to end, so that nothing starts there again")
        .atMost(PATIENCE)
        .until(() -> namespace.pods("leaving").stream().allMatch(TroubleIT::isLeaving));
    NodeProcesses.killJvms(pod.getMetadata().getUid());

    assertThat(event(namespace, "leaving", "Restored").getMessage())
        .startsWith(
            "put 1 messages of workers that are gone back to their queues, 1 of which were running:"
                + " leaving@");
    assertThat(redis.connection().llen("left")).isEqualTo(1);
    assertThat(OperatorMetrics.sum(namespace.client(), RESTORED)).isGreaterThan(restored);
    assertThat(OperatorMetrics.sum(namespace.client(), LOST)).isGreaterThan(lost);
  }

  @Test
  void a_pool_whose_children_die_one_after_the_other_says_so_until_they_live(
      TestNamespace namespace) throws InterruptedException {
    String[] lines = {"type: prefork", "queues: [poison]", "limits: {onWorkerLost: fail}"};
    namespace.apply(workers("crashing", lines));
    namespace.awaitReady("crashing");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      for (int i = 0; i < POISON; i++) {
        client.send(TaskCall.of("conformance.exit", 9).onQueue("poison"), Void.class);
      }
    }

    assertThat(namespace.awaitReason("WorkerPool", "crashing", "Ready", "ChildrenCrashing"))
        .contains("one child process after the other dies");
    redis.connection().del("poison");
    namespace.awaitReady("crashing");
  }

  @Test
  void a_pool_whose_workers_have_no_room_for_more_children_says_which_and_why(
      TestNamespace namespace) {
    String resources = "resources: {limits: {memory: 480Mi}}";
    namespace.apply(
        workers("full", "type: prefork", "queues: [full]", resources, "concurrency: 1"));
    namespace.awaitReady("full");

    namespace.apply(
        workers("full", "type: prefork", "queues: [full]", resources, "concurrency: 3"));

    assertThat(event(namespace, "full", "ResizeRefused").getMessage())
        .startsWith("full@")
        .contains("does not run 3 tasks at once", "Raise limits.memory, or lower concurrency.");
  }

  private static boolean isLeaving(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Waits for it. */
  private static Event event(TestNamespace namespace, String pool, String reason) {
    return await("the Event %s of pool %s".formatted(reason, pool))
        .atMost(PATIENCE)
        .until(
            () ->
                namespace
                    .client()
                    .v1()
                    .events()
                    .inNamespace(namespace.name())
                    .withField("involvedObject.name", pool)
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> event.getReason().equals(reason))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static String workers(String name, String... lines) {
    return pool(
        name, Stream.concat(Stream.of(lines), Conformance.LINES.stream()).toArray(String[]::new));
  }
}
