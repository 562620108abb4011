package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A view of one node of a structural schema (Kubernetes, "Custom resources: specifying a structural
 * schema").
 */
record Schema(JsonNode json) {

  /** One entry of {@code x-kubernetes-validations}. */
  record Rule(String expression, String message) {

    /** Whether it compares with the former value, and so says nothing about a new one. */
    boolean comparesWithOld() {
      return expression.contains("oldSelf");
    }
  }

  /** The JSON type, such as {@code object}; empty for an integer or a string. */
  String type() {
    return json.path("type").asText("");
  }

  boolean isIntOrString() {
    return json.path("x-kubernetes-int-or-string").asBoolean(false);
  }

  boolean keepsUnknownFields() {
    return json.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
  }

  Optional<Schema> property(String name) {
    return child(json.path("properties").path(name));
  }

  /** The schema of every value of a map with free keys. */
  Optional<Schema> additional() {
    return child(json.path("additionalProperties"));
  }

  /** The schema of a field, declared or free. */
  Optional<Schema> field(String name) {
    return property(name).or(this::additional);
  }

  Optional<Schema> items() {
    return child(json.path("items"));
  }

  List<String> propertyNames() {
    List<String> names = new ArrayList<>();
    json.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  List<String> required() {
    return words(json.path("required"));
  }

  List<JsonNode> allowed() {
    List<JsonNode> values = new ArrayList<>();
    json.path("enum").forEach(values::add);
    return values;
  }

  /** The default, where there is one; {@code null} is none. */
  Optional<JsonNode> byDefault() {
    return child(json.path("default")).map(Schema::json);
  }

  OptionalInt bound(String keyword) {
    JsonNode bound = json.path(keyword);
    return bound.isNumber() ? OptionalInt.of(bound.intValue()) : OptionalInt.empty();
  }

  Optional<String> pattern() {
    return Optional.ofNullable(json.path("pattern").textValue());
  }

  /** {@code set}, {@code map} or, for a list without a promise, empty. */
  String listType() {
    return json.path("x-kubernetes-list-type").asText("");
  }

  List<String> listMapKeys() {
    return words(json.path("x-kubernetes-list-map-keys"));
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : json.path("x-kubernetes-validations")) {
      rules.add(new Rule(rule.path("rule").asText(), rule.path("message").asText()));
    }
    return rules;
  }

  private static Optional<Schema> child(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(new Schema(node));
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
