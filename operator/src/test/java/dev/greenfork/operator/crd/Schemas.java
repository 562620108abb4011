package dev.greenfork.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Steps through a structural schema. */
final class Schemas {

  private Schemas() {}

  /** The schema of a field, by its path. */
  static JSONSchemaProps at(JSONSchemaProps schema, String... path) {
    JSONSchemaProps here = schema;
    for (String name : path) {
      here = Objects.requireNonNull(here.getProperties().get(name), () -> "no field " + name);
    }
    return here;
  }

  /** Declares that two entries of a list are the same one when they agree in this field. */
  static void mapBy(JSONSchemaProps list, String key) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(new ArrayList<>(List.of(key)));
  }

  static JSONSchemaProps items(JSONSchemaProps list) {
    return list.getItems().getSchema();
  }
}
