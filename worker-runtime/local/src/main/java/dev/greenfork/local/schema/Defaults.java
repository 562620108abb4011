package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in the defaults of a schema, as the API server does before it validates. */
final class Defaults {
  private Defaults() {}

  /** Adds what is absent and has a default, at any depth, to the value itself. */
  static void apply(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object) {
      for (var property : schema.path("properties").properties()) {
        var byDefault = property.getValue().path("default");
        if (!object.hasNonNull(property.getKey())
            && !byDefault.isMissingNode()
            && !byDefault.isNull()) {
          object.set(property.getKey(), byDefault.deepCopy());
        }
        apply(object.path(property.getKey()), property.getValue());
      }
    } else if (value.isArray()) {
      value.forEach(item -> apply(item, schema.path("items")));
    }
  }
}
