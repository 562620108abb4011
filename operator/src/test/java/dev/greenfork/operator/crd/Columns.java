package dev.greenfork.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;

/** Columns of {@code kubectl get}. */
final class Columns {

  private Columns() {}

  static CustomResourceColumnDefinition column(String name, String type, String path) {
    return new CustomResourceColumnDefinitionBuilder()
        .withName(name)
        .withType(type)
        .withJsonPath(path)
        .build();
  }

  /** A column that only {@code kubectl get -o wide} shows. */
  static CustomResourceColumnDefinition wide(String name, String type, String path) {
    CustomResourceColumnDefinition column = column(name, type, path);
    column.setPriority(1);
    return column;
  }
}
