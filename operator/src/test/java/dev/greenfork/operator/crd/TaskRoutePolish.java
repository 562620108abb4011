package dev.greenfork.operator.crd;

import static dev.greenfork.operator.crd.Columns.column;
import static dev.greenfork.operator.crd.Schemas.at;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** The TaskRoute's own columns, and each task named once. */
final class TaskRoutePolish {

  private TaskRoutePolish() {}

  static void apply(CustomResourceDefinitionVersion version, JSONSchemaProps root) {
    version.setAdditionalPrinterColumns(
        List.of(
            column("BROKER", "string", ".spec.broker"),
            column("READY", "string", ".status.conditions[?(@.type==\"Ready\")].status"),
            column("REASON", "string", ".status.conditions[?(@.type==\"Ready\")].reason"),
            column("TASKS", "integer", ".status.matched"),
            column("AGE", "date", ".metadata.creationTimestamp")));
    Schemas.mapBy(at(root, "spec", "rules"), "task");
  }
}
