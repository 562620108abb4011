package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.nowhere;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.AuditLog;
import dev.greenfork.tests.cluster.support.Installation;
import dev.greenfork.tests.cluster.support.NodeProcesses;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // the operator itself is what it works on
@ExtendWith(OnCluster.class)
class OperatorIT {

  private static final String OPERATOR =
      "system:serviceaccount:%s:%s".formatted(Installation.NAMESPACE, Installation.OPERATOR);
  private static final Duration FAILOVER = Duration.ofSeconds(20);

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis redis) {
    namespace.apply(broker());
  }

  @Test
  void a_steady_state_costs_no_write_but_the_lease(TestNamespace namespace) {
    steady(namespace, 20, Duration.ofSeconds(15)); // three looks at the broker
  }

  @Test
  @Tag("long")
  void ten_minutes_with_a_hundred_pools_cost_no_write_but_the_lease(TestNamespace namespace) {
    steady(namespace, 100, Duration.ofMinutes(10));
  }

  @Test
  void the_standby_takes_over_within_20_seconds_of_a_crash(TestNamespace namespace) {
    String leader = awaitLeader(namespace.client());

    crash(namespace.client(), leader);
    long crashed = System.nanoTime();
    namespace.apply(pool("orphan", nowhere(), "replicas: 3"));

    await("the standby to reconcile")
        .atMost(FAILOVER)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> namespace.deployment("orphan") != null);
    System.out.printf("failover took %.1f s%n", (System.nanoTime() - crashed) / 1e9);
    assertThat(awaitLeader(namespace.client())).isNotEqualTo(leader);
  }

  @Test
  void twenty_replicas_stay_twenty_while_the_operator_restarts_and_the_broker_is_down(
      TestNamespace namespace) {
    namespace.apply(pool("many", nowhere(), "replicas: 20"));
    await().atMost(Duration.ofSeconds(60)).until(() -> namespace.pods("many").size() == 20);
    scaleRedis(namespace, 0);
    try {
      namespace
          .client()
          .pods()
          .inNamespace(Installation.NAMESPACE)
          .withLabels(Installation.PODS)
          .withGracePeriod(0)
          .delete();
      namespace.awaitReason("WorkerPool", "many", "BrokerReachable", "Unreachable");

      Deployment deployment = Objects.requireNonNull(namespace.deployment("many"));
      assertThat(deployment.getSpec().getReplicas()).isEqualTo(20);
      assertThat(deployment.getMetadata().getGeneration()).isEqualTo(1);
      assertThat(namespace.pods("many")).hasSize(20);
    } finally {
      scaleRedis(namespace, 1);
    }
  }

  private static void steady(TestNamespace namespace, int pools, Duration time) {
    IntStream.range(0, pools).forEach(i -> namespace.apply(pool("quiet" + i, "replicas: 0")));
    IntStream.range(0, pools)
        .forEach(i -> namespace.awaitReason("WorkerPool", "quiet" + i, "Ready", "ScaledToZero"));
    namespace.awaitReason("Broker", "main", "Ready", "Reachable");
    AuditLog log = AuditLog.fromNow();

    await("nothing but leases to be written")
        .during(time)
        .atMost(time.plusSeconds(10))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(log.writesOf(OPERATOR))
                    .filteredOn(write -> !write.contains(" leases "))
                    .isEmpty());
    assertThat(log.writesOf(OPERATOR)).as("the log is the right one").isNotEmpty();
  }

  /** The pod that holds the lease and is there. */
  private static String awaitLeader(KubernetesClient client) {
    return await("a leader")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var lease =
                  client
                      .leases()
                      .inNamespace(Installation.NAMESPACE)
                      .withName(Installation.OPERATOR)
                      .get();
              String holder = lease == null ? "" : lease.getSpec().getHolderIdentity();
              boolean there =
                  holder != null
                      && !holder.isEmpty()
                      && client.pods().inNamespace(Installation.NAMESPACE).withName(holder).get()
                          != null;
              return there ? holder : "";
            },
            holder -> !holder.isEmpty());
  }

  /**
   * Kills the process, so that it can give up nothing, and then the pod, so that it does not come
   * back by its name.
   */
  private static void crash(KubernetesClient client, String pod) {
    var operators = client.pods().inNamespace(Installation.NAMESPACE);
    NodeProcesses.killAll(operators.withName(pod).get().getMetadata().getUid());
    operators.withName(pod).withGracePeriod(0).delete();
  }

  private static void scaleRedis(TestNamespace namespace, int replicas) {
    namespace
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("redis")
        .scale(replicas);
  }
}
