package dev.greenfork.operator.crd;

import static dev.greenfork.operator.crd.Columns.column;
import static dev.greenfork.operator.crd.Columns.wide;
import static dev.greenfork.operator.crd.Schemas.at;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScaleBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The WorkerPool's own columns, scale subresource, quantities, and what is passed to pods unread.
 */
final class WorkerPoolPolish {

  private static final String QUANTITY =
      "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

  /** Rules that read quantities are refused without a bound. */
  private static final long LONGEST_QUANTITY = 32;

  private static final long MOST_RESOURCES = 16;

  private WorkerPoolPolish() {}

  static void apply(CustomResourceDefinitionVersion version, JSONSchemaProps root) {
    version.setAdditionalPrinterColumns(
        List.of(
            column("TYPE", "string", ".spec.type"),
            column("CONCURRENCY", "integer", ".status.resolved.concurrency"),
            column("READY", "string", ".status.ready"),
            column("QUEUES", "string", ".spec.queues"),
            wide("DESIRED", "integer", ".status.autoscaling.desired"),
            wide("DECISION", "string", ".status.autoscaling.sentence"),
            column("AGE", "date", ".metadata.creationTimestamp")));
    version
        .getSubresources()
        .setScale(
            new CustomResourceSubresourceScaleBuilder()
                .withSpecReplicasPath(".spec.replicas")
                .withStatusReplicasPath(".status.replicas")
                .withLabelSelectorPath(".status.selector")
                .build());
    root.setXKubernetesValidations(new ArrayList<>(List.of(shortName())));
    spec(at(root, "spec"));
    draining(at(root, "status", "draining"));
  }

  private static ValidationRule shortName() {
    ValidationRule rule = new ValidationRule();
    rule.setRule("self.metadata.name.size() <= 52");
    rule.setMessage(
        "the name of a WorkerPool must have at most 52 characters, as its pods carry it in theirs");
    return rule;
  }

  private static void spec(JSONSchemaProps spec) {
    at(spec, "queues").setXKubernetesListType("set");
    Schemas.items(at(spec, "queues")).setMaxLength(200L);
    Schemas.mapBy(at(spec, "env"), "name");
    Schemas.mapBy(at(spec, "tasks"), "name");
    Schemas.mapBy(at(spec, "volumeMounts"), "mountPath");
    Schemas.items(at(spec, "volumeMounts")).setRequired(List.of("mountPath", "name"));
    at(spec, "resources", "requests").getAdditionalProperties().setSchema(quantity());
    at(spec, "resources", "limits").getAdditionalProperties().setSchema(quantity());
    at(spec, "resources", "requests").setMaxProperties(MOST_RESOURCES);
    at(spec, "resources", "limits").setMaxProperties(MOST_RESOURCES);
    JSONSchemaProps memory = quantity();
    memory.setDescription(at(spec, "limits", "memoryPerChild").getDescription());
    at(spec, "limits").getProperties().put("memoryPerChild", memory);
    spec.getProperties().put("podTemplate", anything(at(spec, "podTemplate").getDescription()));
    volumes(at(spec, "volumes"));
  }

  private static void draining(JSONSchemaProps draining) {
    Schemas.mapBy(draining, "pod");
    draining.setMaxItems(50L);
  }

  /**
   * Only the name is read here; the API server checks the rest when the pod template is applied.
   */
  private static void volumes(JSONSchemaProps volumes) {
    JSONSchemaProps item = anything(null);
    item.setProperties(
        Map.of("name", new JSONSchemaPropsBuilder().withType("string").withMaxLength(63L).build()));
    item.setRequired(List.of("name"));
    volumes.getItems().setSchema(item);
    Schemas.mapBy(volumes, "name");
  }

  private static JSONSchemaProps quantity() {
    return new JSONSchemaPropsBuilder()
        .withXKubernetesIntOrString(true)
        .withAnyOf(
            new JSONSchemaPropsBuilder().withType("integer").build(),
            new JSONSchemaPropsBuilder().withType("string").build())
        .withPattern(QUANTITY)
        .withMaxLength(LONGEST_QUANTITY)
        .build();
  }

  private static JSONSchemaProps anything(@Nullable String description) {
    return new JSONSchemaPropsBuilder()
        .withType("object")
        .withDescription(description)
        .withXKubernetesPreserveUnknownFields(true)
        .build();
  }
}
