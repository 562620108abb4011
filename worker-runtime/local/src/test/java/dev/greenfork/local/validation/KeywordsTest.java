package dev.greenfork.local.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeywordsTest {

  private static final Set<String> KNOWN =
      Set.of(
          "additionalProperties",
          "anyOf",
          "default",
          "description",
          "enum",
          "format",
          "items",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minLength",
          "pattern",
          "properties",
          "required",
          "type",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-validations");

  @Test
  void the_crds_use_no_keyword_that_is_not_evaluated_here() {
    Set<String> used = new TreeSet<>();
    for (Crd crd : Crd.all()) {
      collect(crd.schema().json(), used);
    }

    assertThat(KNOWN).containsAll(used);
  }

  private static void collect(JsonNode schema, Set<String> used) {
    schema.fieldNames().forEachRemaining(used::add);
    schema.path("properties").forEach(property -> collect(property, used));
    for (String inner : new String[] {"items", "additionalProperties"}) {
      if (schema.path(inner).isObject()) {
        collect(schema.path(inner), used);
      }
    }
  }
}
