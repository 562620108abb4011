package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the {@code x-kubernetes-validations} of a schema, at every depth of a value. */
final class CelRules {
  private final Cel cel;
  private final List<Violation> violations = new ArrayList<>();

  private CelRules(Cel cel) {
    this.cel = cel;
  }

  /**
   * The rules that the value breaks; rules that speak of the old value are asked only where there
   * is one.
   */
  static List<Violation> check(Cel cel, JsonNode value, @Nullable JsonNode old, JsonNode schema) {
    var rules = new CelRules(cel);
    rules.walk("", value, old, schema);
    return List.copyOf(rules.violations);
  }

  private void walk(String path, JsonNode value, @Nullable JsonNode old, JsonNode schema) {
    if (value.isNull() || value.isMissingNode()) {
      return;
    }
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      var expression = rule.path("rule").asText();
      boolean transition = expression.contains("oldSelf");
      if (!transition || old != null) {
        rule(path, value, transition ? old : null, expression, rule.path("message").asText());
      }
    }
    for (var property : schema.path("properties").properties()) {
      var name = property.getKey();
      var at = path.isEmpty() ? name : path + '.' + name;
      var before = old == null || !old.hasNonNull(name) ? null : old.path(name);
      walk(at, value.path(name), before, property.getValue());
    }
    if (schema.path("additionalProperties").isObject()) {
      value
          .properties()
          .forEach(
              e ->
                  walk(
                      path + '.' + e.getKey(),
                      e.getValue(),
                      null,
                      schema.path("additionalProperties")));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      walk(path + '[' + i + ']', value.path(i), null, schema.path("items"));
    }
  }

  private void rule(
      String path, JsonNode value, @Nullable JsonNode old, String expression, String message) {
    switch (cel.holds(expression, value, old)) {
      case Cel.Verdict.Kept() -> {}
      case Cel.Verdict.Broken() ->
          violations.add(Violation.of(path, "Invalid value: " + shown(value) + ": " + message));
      case Cel.Verdict.Failed(String why) ->
          violations.add(
              Violation.of(
                  path,
                  "Invalid value: " + shown(value) + ": " + why + " (rule: " + expression + ")"));
    }
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "\"object\"";
      case ARRAY -> "\"array\"";
      default -> value.toString();
    };
  }
}
