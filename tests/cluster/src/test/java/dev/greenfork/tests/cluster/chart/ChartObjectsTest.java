package dev.greenfork.tests.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartObjectsTest {

  private static final String OPERATOR = "greenfork-operator";
  private static final String REDIS = "greenfork-redis";

  @Test
  void by_default_there_are_two_operators_and_no_redis() {
    Rendered rendered = Chart.withDefaults().render();
    assertThat(rendered.all(Deployment.class))
        .singleElement()
        .satisfies(
            operator -> {
              assertThat(operator.getSpec().getReplicas()).isEqualTo(2);
              assertThat(container(operator).getImage()).isEqualTo("greenfork/operator:dev");
            });
    assertThat(rendered.all(PodDisruptionBudget.class)).hasSize(1);
    assertThat(rendered.kinds())
        .doesNotContain("Secret", "Namespace", "NetworkPolicy", "ServiceMonitor");
  }

  @Test
  void a_single_operator_has_no_disruption_budget_that_would_block_every_drain() {
    assertThat(Chart.withDefaults().with("replicas", "1").render().all(PodDisruptionBudget.class))
        .isEmpty();
  }

  @Test
  void every_pod_meets_the_restricted_pod_security_standard() {
    assertThat(Chart.withEverything().render().all(Deployment.class))
        .hasSize(2)
        .allSatisfy(
            deployment -> {
              var pod = deployment.getSpec().getTemplate().getSpec();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              var confined = container(deployment).getSecurityContext();
              assertThat(confined.getAllowPrivilegeEscalation()).isFalse();
              assertThat(confined.getReadOnlyRootFilesystem()).isTrue();
              assertThat(confined.getCapabilities().getDrop()).containsExactly("ALL");
            });
  }

  @Test
  void images_come_from_the_registry_and_tag_that_were_named() {
    Rendered rendered =
        Chart.withDefaults()
            .with("image.registry", "registry.example/team/")
            .with("image.tag", "1.2")
            .with("developmentRedis.enabled", "true")
            .with("developmentRedis.password", "not-secret")
            .with("developmentRedis.image.registry", "registry.example:5000")
            .render();
    assertThat(container(rendered.one(Deployment.class, OPERATOR)).getImage())
        .isEqualTo("registry.example/team/greenfork/operator:1.2");
    assertThat(container(rendered.one(Deployment.class, REDIS)).getImage())
        .isEqualTo("registry.example:5000/greenfork/redis:dev");
  }

  @Test
  void services_select_the_pods_of_their_deployment_and_nothing_else() {
    Rendered rendered = Chart.withEverything().render();
    for (String name : List.of(OPERATOR, REDIS)) {
      assertThat(rendered.one(Service.class, name).getSpec().getSelector())
          .isEqualTo(rendered.one(Deployment.class, name).getSpec().getSelector().getMatchLabels())
          .isNotEqualTo(
              rendered
                  .one(Service.class, name.equals(REDIS) ? OPERATOR : REDIS)
                  .getSpec()
                  .getSelector());
    }
  }

  @Test
  void the_operator_knows_its_namespaces_its_lease_and_how_to_log() {
    Rendered rendered =
        Chart.withDefaults()
            .with("watchNamespaces[0]", "feeds")
            .with("watchNamespaces[1]", "thumbs")
            .with("log.format", "json")
            .render();
    assertThat(container(rendered.one(Deployment.class, OPERATOR)).getEnv())
        .contains(
            new EnvVar("QUARKUS_OPERATOR_SDK_NAMESPACES", "feeds,thumbs", null),
            new EnvVar("GREENFORK_LEASE", OPERATOR, null),
            new EnvVar("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true", null));
  }

  @Test
  void the_url_of_the_development_redis_lies_in_each_namespace_that_was_named() {
    Rendered rendered =
        Chart.withDefaults()
            .with("developmentRedis.enabled", "true")
            .with("developmentRedis.password", "not-secret")
            .with("developmentRedis.secretNamespaces[0]", Chart.NAMESPACE)
            .with("developmentRedis.secretNamespaces[1]", "feeds")
            .render();
    assertThat(rendered.all(Secret.class))
        .extracting(secret -> secret.getMetadata().getNamespace())
        .containsExactly(Chart.NAMESPACE, "feeds");
    assertThat(rendered.all(Secret.class))
        .allSatisfy(
            secret ->
                assertThat(secret.getStringData())
                    .containsEntry(
                        "url", "redis://:not-secret@greenfork-redis.greenfork-system.svc:6379/0"));
    assertThat(container(rendered.one(Deployment.class, REDIS)).toString())
        .doesNotContain("not-secret");
  }

  @Test
  void releases_of_other_names_do_not_share_a_name() {
    List<String> names = names(Chart.withEverything(), "greenfork");
    assertThat(names(Chart.withEverything(), "team-a"))
        .hasSameSizeAs(names)
        .doesNotContainAnyElementsOf(names.stream().filter(n -> !n.contains(".")).toList());
  }

  private static List<String> names(Chart chart, String release) {
    return Rendered.parse(chart.text(release)).objects().stream()
        .map(HasMetadata::getMetadata)
        .map(metadata -> metadata.getName())
        .distinct()
        .toList();
  }

  private static Container container(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }
}
