package dev.greenfork.tests.cluster.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.Installation;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.Manifests;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What an administrator does with the release while workers run. */
@Isolated // the operator itself is what it works on
@ExtendWith(OnCluster.class)
class ReleaseIT {

  private static final String CRD = "workerpools.greenfork.dev";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> WITH_REDIS =
      Map.of("developmentRedis.enabled", "true", "developmentRedis.image.tag", "dev");

  private final TestNamespace namespace;
  private final TestRedis redis;
  private final Release release;
  private final Path folder;

  ReleaseIT(TestNamespace namespace, @TempDir Path folder) {
    this.namespace = namespace;
    this.folder = folder;
    this.release = Release.met(folder);
    this.redis = TestRedis.start(namespace);
  }

  @BeforeEach
  void run_a_pool() {
    namespace.apply(Manifests.broker());
    namespace.apply(Manifests.pool("kept"));
    namespace.awaitReady("kept");
  }

  @AfterEach
  void restore_the_release() {
    redis.close();
    release.upgrade(Release.CHART);
  }

  @Test
  void an_upgrade_brings_the_changed_crd_and_leaves_workers_and_passwords_alone() {
    List<String> workers = workers();
    release.upgrade(ChangedChart.in(folder), WITH_REDIS);
    String url = urlOfDevelopmentRedis();
    assertThat(ChangedChart.spec(crd()).getProperties()).containsKey(ChangedChart.FIELD);
    namespace.apply(Manifests.pool("kept", ChangedChart.FIELD + ": new"));
    namespace.awaitReady("kept");
    assertThat(workers()).isEqualTo(workers);

    release.upgrade(Release.CHART, WITH_REDIS);
    assertThat(ChangedChart.spec(crd()).getProperties()).doesNotContainKey(ChangedChart.FIELD);
    assertThat(workers()).isEqualTo(workers);
    assertThat(urlOfDevelopmentRedis()).isEqualTo(url);
  }

  @Test
  void uninstalling_leaves_the_workers_and_a_release_for_their_namespace_takes_them_over() {
    List<String> workers = workers();
    release.uninstall();
    await("the operators to be gone").atMost(PATIENCE).until(() -> operators().isEmpty());
    assertThat(crd().getMetadata().getDeletionTimestamp()).isNull();
    assertThat(workers()).isEqualTo(workers);

    namespace.apply(Manifests.pool("kept", "replicas: 2"));
    release.upgrade(Release.CHART, Map.of("watchNamespaces[0]", namespace.name()));
    await("the new operators to do what was asked for meanwhile")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(workers()).hasSize(2).containsAll(workers));
    assertThat(namespace.client().rbac().clusterRoles().withName("greenfork-operator").get())
        .isNull();
    assertThat(may("list", "workerpools.greenfork.dev", namespace.name())).isTrue();
    assertThat(may("list", "workerpools.greenfork.dev", "default")).isFalse();
    assertThat(may("get", "secrets", "default")).isFalse();
  }

  private static boolean may(String verb, String resource, String where) {
    return Kubectl.run(where, "auth", "can-i", verb, resource, "--as=" + RightsIT.OPERATOR)
        .output()
        .startsWith("yes");
  }

  private String urlOfDevelopmentRedis() {
    var secret =
        namespace
            .client()
            .secrets()
            .inNamespace(Installation.NAMESPACE)
            .withName("greenfork-redis")
            .require();
    return Objects.requireNonNull(secret.getData().get("url"), "url");
  }

  private CustomResourceDefinition crd() {
    return namespace
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(CRD)
        .require();
  }

  private List<Pod> operators() {
    return namespace
        .client()
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withLabels(Installation.PODS)
        .list()
        .getItems();
  }

  private List<String> workers() {
    return namespace.pods("kept").stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getUid())
        .sorted()
        .toList();
  }
}
