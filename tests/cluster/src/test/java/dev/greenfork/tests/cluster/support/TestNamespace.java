package dev.greenfork.tests.cluster.support;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A namespace in which one test class works, within pod security "restricted". */
public final class TestNamespace implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String GROUP_VERSION = "greenfork.dev/v1alpha1";

  private final KubernetesClient client;
  private final String name;

  private TestNamespace(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
  }

  static TestNamespace create(String name) {
    KubernetesClient client = Kubeconfig.client();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    return new TestNamespace(client, name);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** A client, as administrator. */
  public KubernetesClient client() {
    return client;
  }

  /** Applies manifests, server-side as the tests' own field manager. */
  public void apply(String yaml) {
    try (var text = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))) {
      client
          .load(text)
          .inNamespace(name)
          .resources()
          .forEach(resource -> resource.fieldManager("tests").forceConflicts().serverSideApply());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A Broker, WorkerPool or other resource of our group. */
  public Resource<GenericKubernetesResource> ours(String kind, String resource) {
    return client
        .genericKubernetesResources(GROUP_VERSION, kind)
        .inNamespace(name)
        .withName(resource);
  }

  /** A WorkerPool. */
  public Resource<GenericKubernetesResource> pool(String pool) {
    return ours("WorkerPool", pool);
  }

  /** A pool's Deployment, null where there is none. */
  public @Nullable Deployment deployment(String pool) {
    return client.apps().deployments().inNamespace(name).withName(pool + "-worker").get();
  }

  /** A pool's pods, those that end included. */
  public List<Pod> pods(String pool) {
    return client
        .pods()
        .inNamespace(name)
        .withLabel("app.kubernetes.io/instance", pool)
        .withLabel("app.kubernetes.io/name", "greenfork-worker")
        .list()
        .getItems();
  }

  /** Waits until a condition has this reason, and returns its message. */
  public String awaitReason(String kind, String resource, String condition, String reason) {
    await("%s of %s %s to be for the reason %s".formatted(condition, kind, resource, reason))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () ->
                Assertions.assertThat(condition(kind, resource, condition))
                    .containsEntry("reason", reason));
    return String.valueOf(condition(kind, resource, condition).get("message"));
  }

  /** Waits until all workers of a pool are ready. */
  public void awaitReady(String pool) {
    awaitReason("WorkerPool", pool, "Ready", "WorkersReady");
  }

  /** The condition as it is now; empty where it was never set. */
  @SuppressWarnings("unchecked") // what the API server wrote
  public Map<String, Object> condition(String kind, String resource, String type) {
    GenericKubernetesResource found = ours(kind, resource).get();
    List<Map<String, Object>> conditions = found == null ? null : found.get("status", "conditions");
    return conditions == null
        ? Map.of()
        : conditions.stream().filter(c -> type.equals(c.get("type"))).findFirst().orElse(Map.of());
  }

  /** Another one beside it, for tests about neighbours. */
  public TestNamespace neighbour() {
    return create(name + "-b");
  }

  @Override
  public void close() {
    try (KubernetesClient closing = client) {
      closing.genericKubernetesResources(GROUP_VERSION, "WorkerPool").inNamespace(name).delete();
      // Tests leave nothing that is worth a drain.
      closing.pods().inNamespace(name).withGracePeriod(0).delete();
      closing.namespaces().withName(name).delete();
      await("namespace %s to be gone".formatted(name))
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                closing.pods().inNamespace(name).withGracePeriod(0).delete();
                return closing.namespaces().withName(name).get() == null;
              });
    }
  }
}
