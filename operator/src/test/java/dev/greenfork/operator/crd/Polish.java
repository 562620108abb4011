package dev.greenfork.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the generator cannot say: list types, bounds of what stands in lists, columns in our order,
 * one copy of a rule.
 */
final class Polish {

  void apply(CustomResourceDefinition crd) {
    var version = crd.getSpec().getVersions().getFirst();
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    forEach(root);
    Schemas.at(root, "status").setRequired(null);
    root.setRequired(new ArrayList<>(List.of("spec")));
    switch (crd.getSpec().getNames().getKind()) {
      case "WorkerPool" -> WorkerPoolPolish.apply(version, root);
      case "Broker" -> BrokerPolish.apply(version);
      case "TaskRoute" -> TaskRoutePolish.apply(version, root);
      default -> throw new IllegalStateException(crd.getSpec().getNames().getKind());
    }
  }

  /**
   * Every list of conditions is a map by type; a rule that was found on field and accessor of a
   * record is one rule.
   */
  private void forEach(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }
    if ("integer".equals(schema.getType())) {
      schema.setFormat("int32");
    }
    if (schema.getProperties() == null) {
      return;
    }
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              if (name.equals("conditions")) {
                Schemas.mapBy(property, "type");
                property.setMaxItems(16L);
              }
              forEach(property);
              if (name.equals("observedGeneration")) {
                property.setFormat("int64");
              }
              if (property.getItems() != null && property.getItems().getSchema() != null) {
                forEach(property.getItems().getSchema());
              }
            });
  }
}
