package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fills in defaults, and takes out fields that are null: for the API server those are not there
 * (Kubernetes, "Defaulting and nullable").
 */
final class Defaults {

  private Defaults() {}

  /** Changes the object that it is given. */
  static void fill(Schema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(field -> isAbsent(schema, field.getKey(), field.getValue()));
      for (String name : schema.propertyNames()) {
        schema
            .property(name)
            .flatMap(Schema::byDefault)
            .ifPresent(missing -> object.putIfAbsent(name, missing.deepCopy()));
      }
      object
          .properties()
          .forEach(
              field ->
                  schema.field(field.getKey()).ifPresent(inner -> fill(inner, field.getValue())));
    } else if (value.isArray()) {
      schema.items().ifPresent(items -> value.forEach(item -> fill(items, item)));
    }
  }

  private static boolean isAbsent(Schema schema, String name, JsonNode value) {
    return value.isNull() && schema.field(name).isPresent();
  }
}
