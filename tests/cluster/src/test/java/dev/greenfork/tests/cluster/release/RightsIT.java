package dev.greenfork.tests.cluster.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.AuditLog;
import dev.greenfork.tests.cluster.support.Installation;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.Manifests;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, by {@code kubectl auth can-i}. */
@Isolated // the operator itself is what it works on
@ExtendWith(OnCluster.class)
class RightsIT {

  /** The operator as the API server knows it. */
  static final String OPERATOR =
      "system:serviceaccount:%s:%s".formatted(Installation.NAMESPACE, Installation.OPERATOR);

  /**
   * All of them but three: the SDK refuses to start without the right to update the lease, some
   * clusters want the one on finalizers, and pods are patched only where a pool shrinks by itself
   * (AutoscalingIT, which ends only if they are).
   */
  private static final List<String> USED =
      List.of(
          "brokers.greenfork.dev list",
          "brokers.greenfork.dev watch",
          "brokers.greenfork.dev/status patch",
          "taskroutes.greenfork.dev list",
          "taskroutes.greenfork.dev watch",
          "taskroutes.greenfork.dev/status patch",
          "workerpools.greenfork.dev list",
          "workerpools.greenfork.dev watch",
          "workerpools.greenfork.dev/status patch",
          "deployments.apps get",
          "deployments.apps list",
          "deployments.apps watch",
          "deployments.apps create",
          "deployments.apps patch",
          "serviceaccounts list",
          "serviceaccounts watch",
          "serviceaccounts create",
          "serviceaccounts patch",
          "configmaps get",
          "configmaps list",
          "configmaps watch",
          "configmaps create",
          "configmaps patch",
          "pods list",
          "pods watch",
          "poddisruptionbudgets.policy list",
          "poddisruptionbudgets.policy watch",
          "poddisruptionbudgets.policy create",
          "poddisruptionbudgets.policy patch",
          "secrets get",
          "events get",
          "events create",
          "events patch",
          "leases.coordination.k8s.io create",
          "leases.coordination.k8s.io get",
          "leases.coordination.k8s.io patch");

  /** What every account may ask of the API server about itself. */
  private static final String ABOUT_ITSELF = "self";

  @Test
  void the_operator_has_these_rights_and_no_other(TestNamespace namespace) {
    assertThat(rights(namespace.name()))
        .containsExactlyInAnyOrder(
            "brokers.greenfork.dev [] [list watch]",
            "brokers.greenfork.dev/status [] [patch]",
            "taskroutes.greenfork.dev [] [list watch]",
            "taskroutes.greenfork.dev/status [] [patch]",
            "workerpools.greenfork.dev [] [list watch]",
            "workerpools.greenfork.dev/status [] [patch]",
            "workerpools.greenfork.dev/finalizers [] [update]",
            "deployments.apps [] [get list watch create patch]",
            "serviceaccounts [] [list watch create patch]",
            "configmaps [] [get list watch create patch]",
            "pods [] [list watch patch]",
            "poddisruptionbudgets.policy [] [list watch create patch]",
            "secrets [] [get]",
            "events [] [get create patch]");
  }

  @Test
  void in_its_own_namespace_it_has_its_lease_besides() {
    assertThat(rights(Installation.NAMESPACE))
        .contains(
            "leases.coordination.k8s.io [] [create]",
            "leases.coordination.k8s.io [greenfork-operator] [get patch update]")
        .filteredOn(right -> right.startsWith("leases"))
        .hasSize(2);
  }

  @Test
  void the_operator_uses_every_right_and_is_refused_nothing(TestNamespace namespace) {
    AuditLog log = AuditLog.fromNow();
    namespace.client().leases().inNamespace(Installation.NAMESPACE).delete();
    namespace
        .client()
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withLabels(Installation.PODS)
        .delete(); // what it does at its start only is in the log from now on
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: redis}
        stringData: {url: "redis://nobody:6379/0"}
        """);
    namespace.apply(Manifests.broker());
    namespace.apply(Manifests.pool("used", Manifests.nowhere()));
    namespace.apply(Manifests.route("used", "{task: used, kind: io}"));
    await("every right to be used")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(UsedRights.of(OPERATOR, log).used()).containsAll(USED));
    assertThat(UsedRights.of(OPERATOR, log).refused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "list, secrets",
    "watch, secrets",
    "delete, deployments.apps",
    "create, pods",
    "create, pods/exec",
    "get, customresourcedefinitions.apiextensions.k8s.io",
    "create, roles.rbac.authorization.k8s.io",
    "impersonate, users",
    "create, serviceaccounts/token",
    "patch, workerpools.greenfork.dev",
    "get, brokers.greenfork.dev",
    "get, leases.coordination.k8s.io",
  })
  void the_operator_may_not(String verb, String resource, TestNamespace namespace) {
    assertThat(canI(namespace.name(), verb, resource, "--as=" + OPERATOR)).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource({
    "view, get, workerpools.greenfork.dev, yes",
    "view, watch, brokers.greenfork.dev, yes",
    "view, patch, workerpools.greenfork.dev, no",
    "view, patch, workerpools.greenfork.dev/scale, no",
    "edit, delete, workerpools.greenfork.dev, yes",
    "edit, patch, workerpools.greenfork.dev/scale, yes",
    "edit, patch, workerpools.greenfork.dev/status, no",
    "admin, create, brokers.greenfork.dev, yes",
  })
  void users_may_through_the_role_they_have(
      String role, String verb, String resource, String answer, TestNamespace namespace) {
    Kubectl.run(
        namespace.name(), "create", "rolebinding", role, "--clusterrole=" + role, "--user=" + role);
    assertThat(canI(namespace.name(), verb, resource, "--as=" + role)).isEqualTo(answer);
  }

  /** A subresource comes after a slash, where kubectl would take it for a name. */
  private static String canI(String where, String verb, String resource, String as) {
    String[] parts = resource.split("/", 2);
    String subresource = parts.length == 1 ? "" : parts[1];
    String said =
        Kubectl.run(where, "auth", "can-i", verb, parts[0], "--subresource=" + subresource, as)
            .output();
    return said.strip().lines().toList().getLast().replaceFirst(" - .*", "");
  }

  /** Resource, names, verbs: the lines of {@code auth can-i --list} that are about objects. */
  private static List<String> rights(String where) {
    return Kubectl.run(where, "auth", "can-i", "--list", "--as=" + OPERATOR)
        .output()
        .lines()
        .skip(1)
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .filter(line -> !line.startsWith(ABOUT_ITSELF))
        .map(line -> line.replaceFirst(" +\\[[^]]*] +", " ").replaceAll(" +", " ").strip())
        .toList();
  }
}
