package dev.greenfork.operator.workload;

import static dev.greenfork.operator.TestPools.broker;
import static dev.greenfork.operator.TestPools.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final BrokerSpec SECRET =
      broker("{redis: {urlFrom: {secretKeyRef: {name: redis, key: url}}}}").getSpec();

  @Test
  void replicas_are_always_said() {
    assertThat(deployment(pool()).getSpec().getReplicas()).isEqualTo(1);
    assertThat(deployment(pool("replicas: 0")).getSpec().getReplicas()).isZero();
  }

  @Test
  void a_drain_gets_its_time_before_the_kubelet_kills_and_the_rollout_is_called_stalled() {
    Deployment deployment = deployment(pool("drainTimeout: 2m"));

    assertThat(pod(deployment).getTerminationGracePeriodSeconds()).isEqualTo(150);
    assertThat(deployment.getSpec().getProgressDeadlineSeconds()).isEqualTo(720);
  }

  @Test
  void the_same_pool_gives_the_same_fingerprint_and_another_image_another() {
    String first = Workload.of(pool("env: [{name: A, value: b}]"), SECRET).fingerprint();

    assertThat(Workload.of(pool("env: [{name: A, value: b}]"), SECRET).fingerprint())
        .isEqualTo(first);
    assertThat(Workload.of(pool("env: [{name: A, value: c}]"), SECRET).fingerprint())
        .isNotEqualTo(first);
  }

  @Test
  void the_url_of_a_secret_arrives_as_a_file_of_a_whole_volume_and_never_in_the_environment() {
    PodSpec pod = pod(deployment(pool()));

    assertThat(environment(pod))
        .containsEntry("GREENFORK_BROKER_FILE", "/etc/greenfork/broker/url")
        .doesNotContainKey("GREENFORK_BROKER");
    assertThat(worker(pod).getVolumeMounts())
        .filteredOn(mount -> mount.getName().equals("greenfork-broker"))
        .singleElement()
        .returns("/etc/greenfork/broker", VolumeMount::getMountPath)
        .returns(null, VolumeMount::getSubPath);
  }

  @Test
  void every_field_of_the_spec_reaches_the_worker() {
    WorkerPool pool =
        pool(
            "type: prefork",
            "concurrency: 3",
            "queues: [feeds, mail]",
            "limits: {softTime: 30s, hardTime: 1m, tasksPerChild: 100, memoryPerChild: 512Mi, maxDeliveries: 3, onWorkerLost: fail}",
            "drainTimeout: 2m");

    assertThat(environment(pod(deployment(pool))))
        .containsEntry("GREENFORK_POOL", "prefork")
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx128m")
        .containsEntry("GREENFORK_QUEUES", "feeds,mail")
        .containsEntry("GREENFORK_SOFT_TIME_LIMIT", "30s")
        .containsEntry("GREENFORK_HARD_TIME_LIMIT", "1m")
        .containsEntry("GREENFORK_MAX_DELIVERIES", "3")
        .containsEntry("GREENFORK_ON_WORKER_LOST", "fail")
        .containsEntry("GREENFORK_DRAIN_TIMEOUT", "2m")
        .containsEntry("GREENFORK_NAME", "feeds@$(GREENFORK_POD_NAME)");
  }

  @Test
  void how_many_tasks_run_at_once_changes_no_template_and_so_replaces_no_pod() {
    Workload before = Workload.of(pool("concurrency: 3"), SECRET);
    Workload after = Workload.of(pool("concurrency: 4"), SECRET);

    assertThat(after.deployment()).isEqualTo(before.deployment());
    assertThat(after.settings().getData()).containsEntry("concurrency", "4");
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
    assertThat(worker(pod(after.deployment())).getEnv())
        .filteredOn(variable -> variable.getName().equals("GREENFORK_CONCURRENCY"))
        .singleElement()
        .extracting(variable -> variable.getValueFrom().getConfigMapKeyRef())
        .returns("feeds-worker", ConfigMapKeySelector::getName)
        .returns("concurrency", ConfigMapKeySelector::getKey);
  }

  @Test
  void a_broker_with_its_own_authority_and_result_backend_brings_their_files() {
    BrokerSpec spec =
        broker(
                """
                {redis: {url: "rediss://queues:6379/1", keyPrefix: "shop:", tls: {caFrom: {secretKeyRef: {name: ca, key: ca.crt}}}},
                 resultBackend: {urlFrom: {secretKeyRef: {name: results, key: url}}, expires: 1h}}
                """)
            .getSpec();

    assertThat(environment(pod(Workload.of(pool(), spec).deployment())))
        .containsEntry("GREENFORK_BROKER_FILE", "/etc/greenfork/broker/url")
        .containsEntry("GREENFORK_BROKER_CA_FILE", "/etc/greenfork/broker/ca.crt")
        .containsEntry("GREENFORK_KEY_PREFIX", "shop:")
        .containsEntry("GREENFORK_RESULT_BACKEND_FILE", "/etc/greenfork/results/url")
        .containsEntry("GREENFORK_RESULT_EXPIRES", "1h");
  }

  @Test
  void a_url_without_a_secret_arrives_as_a_file_too() {
    BrokerSpec spec =
        broker(
                """
                {redis: {url: "redis://queues:6379/1"},
                 resultBackend: {url: "redis://results:6379/2"}}
                """)
            .getSpec();
    Deployment deployment = Workload.of(pool(), spec).deployment();

    assertThat(environment(pod(deployment)).toString()).doesNotContain("redis://");
    assertThat(environment(pod(deployment)))
        .containsEntry("GREENFORK_BROKER_FILE", "/etc/greenfork/broker/url")
        .containsEntry("GREENFORK_RESULT_BACKEND_FILE", "/etc/greenfork/results/url");
    assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("greenfork.dev/broker-url", "redis://queues:6379/1")
        .containsEntry("greenfork.dev/result-backend-url", "redis://results:6379/2");
    assertThat(pod(deployment).getVolumes())
        .filteredOn(volume -> volume.getName().equals("greenfork-broker"))
        .singleElement()
        .extracting(volume -> volume.getProjected().getSources().getFirst().getDownwardAPI())
        .extracting(items -> items.getItems().getFirst().getFieldRef().getFieldPath())
        .isEqualTo("metadata.annotations['greenfork.dev/broker-url']");
  }

  @Test
  void pods_are_restricted_and_get_no_api_token() {
    PodSpec pod = pod(deployment(pool()));

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getServiceAccountName()).isEqualTo("feeds-worker");
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(worker(pod).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(worker(pod).getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(worker(pod).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/tmp");
  }

  @Test
  void the_pod_template_is_merged_over_ours_and_keeps_what_we_do_not_know() {
    WorkerPool pool =
        pool(
            "podTemplate:",
            "  metadata: {annotations: {team: news}}",
            "  spec:",
            "    nodeSelector: {disk: ssd}",
            "    notYetInvented: 1",
            "    containers: [{name: worker, imagePullPolicy: Never}, {name: proxy, image: proxy:2}]");

    PodSpec pod = pod(deployment(pool));

    assertThat(pod.getNodeSelector()).containsEntry("disk", "ssd");
    assertThat(pod.getAdditionalProperties()).containsEntry("notYetInvented", 1);
    assertThat(worker(pod).getImagePullPolicy()).isEqualTo("Never");
    assertThat(worker(pod).getImage()).isEqualTo("feeds:1");
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("worker", "proxy");
  }

  private static Deployment deployment(WorkerPool pool) {
    return Workload.of(pool, SECRET).deployment();
  }

  private static PodSpec pod(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }

  private static Container worker(PodSpec pod) {
    return pod.getContainers().getFirst();
  }

  private static Map<String, String> environment(PodSpec pod) {
    return worker(pod).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
