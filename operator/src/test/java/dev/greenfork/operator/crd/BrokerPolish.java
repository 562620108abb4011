package dev.greenfork.operator.crd;

import static dev.greenfork.operator.crd.Columns.column;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.List;

/** The Broker's own columns. */
final class BrokerPolish {

  private BrokerPolish() {}

  static void apply(CustomResourceDefinitionVersion version) {
    version.setAdditionalPrinterColumns(
        List.of(
            column("READY", "string", ".status.conditions[?(@.type==\"Ready\")].status"),
            column("REASON", "string", ".status.conditions[?(@.type==\"Ready\")].reason"),
            column("ADDRESS", "string", ".status.address"),
            column("AGE", "date", ".metadata.creationTimestamp")));
  }
}
