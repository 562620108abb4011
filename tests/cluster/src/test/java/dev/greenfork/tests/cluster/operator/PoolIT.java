package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.nowhere;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCluster.class)
class PoolIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis redis) {
    namespace.apply(broker());
  }

  @Test
  void a_pool_of_each_type_starts_in_a_restricted_namespace_and_shows_its_columns(
      TestNamespace namespace) {
    namespace.apply(pool("waits", "concurrency: 500", "queues: [feeds, mail]"));
    namespace.apply(pool("computes", "type: prefork", "concurrency: 1"));

    namespace.awaitReady("waits");
    namespace.awaitReady("computes");
    String table = Kubectl.run(namespace.name(), "get", "wp").output();
    assertThat(table.lines().findFirst().orElse(""))
        .containsPattern("NAME +TYPE +CONCURRENCY +READY +QUEUES +AGE");
    assertThat(table)
        .containsPattern("waits +green +500 +1/1 +\\[\"feeds\",\"mail\"\\]")
        .containsPattern("computes +prefork +1 +1/1 +\\[\"celery\"\\]");
    assertThat(Kubectl.run(namespace.name(), "describe", "wp", "waits").output())
        .contains("created Deployment waits-worker with 1 workers");
  }

  @Test
  void kubectl_scale_changes_the_number_of_workers(TestNamespace namespace) {
    namespace.apply(pool("scaled", nowhere()));
    awaitReplicas(namespace, "scaled", 1);

    Kubectl.Result scaled = Kubectl.run(namespace.name(), "scale", "wp/scaled", "--replicas=4");

    assertThat(scaled.exit()).as(scaled.output()).isZero();
    awaitReplicas(namespace, "scaled", 4);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Kubectl.run(
                                namespace.name(),
                                "get",
                                "--raw",
                                "/apis/greenfork.dev/v1alpha1/namespaces/%s/workerpools/scaled/scale"
                                    .formatted(namespace.name()))
                            .output())
                    .contains("\"spec\":{\"replicas\":4}")
                    .contains("\"replicas\":4,\"selector\":\"app.kubernetes.io/instance=scaled"));
  }

  @Test
  void an_edit_replaces_the_workers_and_nothing_else_does(TestNamespace namespace) {
    namespace.apply(pool("edited"));
    namespace.awaitReady("edited");
    String before = onlyPod(namespace, "edited");

    namespace.apply(pool("edited", "env: [{name: GREETING, value: hello}]"));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                namespace.pods("edited").stream()
                    .anyMatch(pod -> !pod.getMetadata().getName().equals(before)));
    namespace.awaitReady("edited");
    long generation = generation(namespace, "edited");
    Kubectl.run(namespace.name(), "label", "wp", "edited", "team=news");
    namespace.apply(pool("edited", "env: [{name: GREETING, value: hello}]"));
    assertThat(generation(namespace, "edited")).isEqualTo(generation);
  }

  @Test
  void two_edits_in_quick_succession_end_in_the_last(TestNamespace namespace) {
    for (int round = 1; round <= 10; round++) {
      namespace.apply(
          pool("hasty", nowhere(), "replicas: 7", "queues: [first%d]".formatted(round)));
      namespace.apply(pool("hasty", nowhere(), "replicas: 2", "queues: [last%d]".formatted(round)));
      String last = "last" + round;
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                Deployment deployment = namespace.deployment("hasty");
                return deployment != null
                    && deployment.getSpec().getReplicas() == 2
                    && queues(deployment).equals(last);
              });
    }
  }

  @Test
  void what_somebody_else_changes_in_the_deployment_is_changed_back(TestNamespace namespace) {
    namespace.apply(pool("guarded", nowhere(), "replicas: 2"));
    awaitReplicas(namespace, "guarded", 2);

    Kubectl.run(namespace.name(), "scale", "deployment/guarded-worker", "--replicas=9");

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Objects.requireNonNull(namespace.deployment("guarded"))
                        .getMetadata()
                        .getGeneration()
                    >= 3);
    awaitReplicas(namespace, "guarded", 2);
  }

  @Test
  void a_pod_template_that_kubernetes_refuses_is_said_in_its_words(TestNamespace namespace) {
    namespace.apply(pool("wrong", "podTemplate: {spec: {nodeSelektor: {disk: ssd}}}"));

    assertThat(namespace.awaitReason("WorkerPool", "wrong", "Ready", "Refused"))
        .contains("nodeSelektor: field not declared in schema");
    namespace.apply(
        pool("wrong", "replicas: 0", "podTemplate: {spec: {nodeSelector: {disk: ssd}}}"));
    namespace.awaitReason("WorkerPool", "wrong", "Ready", "ScaledToZero");
  }

  @Test
  void a_deployment_of_somebody_elses_is_left_alone(TestNamespace namespace) {
    Kubectl.run(
        namespace.name(), "create", "deployment", "taken-worker", "--image=any:1", "--replicas=0");
    namespace.apply(pool("taken"));

    namespace.awaitReason("WorkerPool", "taken", "Ready", "DeploymentExists");
    assertThat(
            Objects.requireNonNull(namespace.deployment("taken"))
                .getMetadata()
                .getOwnerReferences())
        .isEmpty();
  }

  private static void awaitReplicas(TestNamespace namespace, String pool, int replicas) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> {
              Deployment deployment = namespace.deployment(pool);
              return deployment != null && deployment.getSpec().getReplicas() == replicas;
            });
  }

  private static String onlyPod(TestNamespace namespace, String pool) {
    return namespace.pods(pool).stream()
        .map(Pod::getMetadata)
        .map(metadata -> metadata.getName())
        .findFirst()
        .orElseThrow();
  }

  private static long generation(TestNamespace namespace, String pool) {
    return Objects.requireNonNull(namespace.deployment(pool)).getMetadata().getGeneration();
  }

  private static String queues(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getName().equals("GREENFORK_QUEUES"))
        .map(variable -> variable.getValue())
        .findFirst()
        .orElse("");
  }
}
