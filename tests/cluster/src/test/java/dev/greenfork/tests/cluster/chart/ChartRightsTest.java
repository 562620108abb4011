package dev.greenfork.tests.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChartRightsTest {

  /** Group, resource, verb: what the operator does where it looks after pools. */
  private static final Set<String> RIGHTS =
      Set.of(
          "greenfork.dev brokers list",
          "greenfork.dev brokers watch",
          "greenfork.dev brokers/status patch",
          "greenfork.dev taskroutes list",
          "greenfork.dev taskroutes watch",
          "greenfork.dev taskroutes/status patch",
          "greenfork.dev workerpools list",
          "greenfork.dev workerpools watch",
          "greenfork.dev workerpools/status patch",
          "greenfork.dev workerpools/finalizers update",
          "apps deployments get",
          "apps deployments list",
          "apps deployments watch",
          "apps deployments create",
          "apps deployments patch",
          " serviceaccounts list",
          " serviceaccounts watch",
          " serviceaccounts create",
          " serviceaccounts patch",
          " configmaps get",
          " configmaps list",
          " configmaps watch",
          " configmaps create",
          " configmaps patch",
          " pods list",
          " pods watch",
          " pods patch",
          "policy poddisruptionbudgets list",
          "policy poddisruptionbudgets watch",
          "policy poddisruptionbudgets create",
          "policy poddisruptionbudgets patch",
          " secrets get",
          " events get",
          " events create",
          " events patch");

  @Test
  void the_operator_may_do_this_and_nothing_else() {
    ClusterRole role = Chart.withDefaults().render().one(ClusterRole.class, "greenfork-operator");
    assertThat(rights(role.getRules())).isEqualTo(new TreeSet<>(RIGHTS));
  }

  @Test
  void named_namespaces_mean_roles_in_these_and_no_cluster_role_at_all() {
    Rendered rendered =
        Chart.withEverything()
            .with("watchNamespaces[0]", "feeds")
            .with("watchNamespaces[1]", "thumbs")
            .render();
    assertThat(rendered.kinds()).doesNotContain("ClusterRole", "ClusterRoleBinding");
    for (String namespace : List.of("feeds", "thumbs")) {
      assertThat(rendered.all(Role.class))
          .filteredOn(role -> role.getMetadata().getNamespace().equals(namespace))
          .singleElement()
          .satisfies(role -> assertThat(rights(role.getRules())).isEqualTo(new TreeSet<>(RIGHTS)));
      assertThat(rendered.all(RoleBinding.class))
          .filteredOn(binding -> binding.getMetadata().getNamespace().equals(namespace))
          .singleElement()
          .satisfies(binding -> assertThat(subject(binding)).isEqualTo(accountOfTheOperator()));
    }
  }

  @Test
  void the_lease_of_the_release_is_the_only_one_that_it_may_touch() {
    Rendered rendered = Chart.withDefaults().render();
    Role role = rendered.one(Role.class, "greenfork-operator-lease");
    assertThat(role.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
    assertThat(rights(role.getRules()))
        .containsExactly(
            "coordination.k8s.io leases create",
            "coordination.k8s.io leases get",
            "coordination.k8s.io leases patch",
            "coordination.k8s.io leases update");
    assertThat(role.getRules().getLast().getResourceNames()).containsExactly("greenfork-operator");
  }

  @Test
  void nothing_is_granted_by_a_wildcard() {
    for (HasMetadata object : Chart.withEverything().render().objects()) {
      List<PolicyRule> rules =
          switch (object) {
            case ClusterRole role -> role.getRules();
            case Role role -> role.getRules();
            default -> List.of();
          };
      assertThat(rights(rules)).noneMatch(right -> right.contains("*"));
    }
  }

  @Test
  void users_get_what_they_need_for_pools_through_the_roles_they_have() {
    Rendered rendered = Chart.withDefaults().render();
    ClusterRole view = rendered.one(ClusterRole.class, "greenfork-view");
    ClusterRole edit = rendered.one(ClusterRole.class, "greenfork-edit");
    assertThat(view.getMetadata().getLabels())
        .containsEntry("rbac.authorization.k8s.io/aggregate-to-view", "true");
    assertThat(rights(view.getRules()))
        .allMatch(right -> right.matches(".* (get|list|watch)"))
        .contains("greenfork.dev workerpools/scale get");
    assertThat(edit.getMetadata().getLabels())
        .containsEntry("rbac.authorization.k8s.io/aggregate-to-edit", "true");
    assertThat(rights(edit.getRules()))
        .contains("greenfork.dev workerpools/scale patch", "greenfork.dev brokers delete")
        .noneMatch(right -> right.contains("/status"));
  }

  @Test
  void with_rights_from_elsewhere_the_chart_makes_none() {
    assertThat(Chart.withDefaults().with("rbac.create", "false").render().kinds())
        .noneMatch(kind -> kind.contains("Role"));
  }

  @Test
  void another_service_account_is_bound_and_used_where_one_is_named() {
    Rendered rendered =
        Chart.withDefaults()
            .with("serviceAccount.create", "false")
            .with("serviceAccount.name", "mine")
            .render();
    assertThat(rendered.kinds()).doesNotContain("ServiceAccount");
    assertThat(subject(rendered.one(RoleBinding.class, "greenfork-operator-lease")))
        .isEqualTo("mine");
    assertThat(
            rendered
                .one(Deployment.class, "greenfork-operator")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getServiceAccountName())
        .isEqualTo("mine");
  }

  private static String accountOfTheOperator() {
    return "greenfork-operator";
  }

  private static String subject(RoleBinding binding) {
    Subject subject = binding.getSubjects().getFirst();
    assertThat(subject.getNamespace()).isEqualTo(Chart.NAMESPACE);
    return subject.getName();
  }

  private static Set<String> rights(List<PolicyRule> rules) {
    Set<String> rights = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rule.getVerbs().forEach(verb -> rights.add(group + " " + resource + " " + verb));
        }
      }
    }
    return rights;
  }
}
