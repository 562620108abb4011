package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against a structural OpenAPI schema, in the words of the API server and of
 * kubectl's strict decoding.
 */
final class StructuralCheck {
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final List<Violation> violations = new ArrayList<>();

  private StructuralCheck() {}

  static List<Violation> check(JsonNode value, JsonNode schema) {
    var check = new StructuralCheck();
    check.value("", value, schema);
    return List.copyOf(check.violations);
  }

  private void value(String path, JsonNode value, JsonNode schema) {
    if (value.isNull()) {
      return;
    }
    var problem = Scalars.typeProblem(path, value, schema);
    if (problem.isPresent()) {
      block(path, problem.get());
      return;
    }
    if (value.isObject()) {
      object(path, value, schema);
    } else if (value.isArray()) {
      array(path, value, schema);
    } else {
      violations.addAll(Scalars.problems(path, value, schema));
    }
  }

  private void object(String path, JsonNode value, JsonNode schema) {
    for (JsonNode required : schema.path("required")) {
      if (!value.hasNonNull(required.asText())) {
        block(child(path, required.asText()), "Required value");
      }
    }
    var properties = schema.path("properties");
    var others = schema.path("additionalProperties");
    boolean open =
        schema.path(PRESERVE).asBoolean() || others.asBoolean() || properties.isMissingNode();
    for (var field : value.properties()) {
      var at = child(path, field.getKey());
      if (properties.has(field.getKey())) {
        value(at, field.getValue(), properties.path(field.getKey()));
      } else if (others.isObject()) {
        value(at, field.getValue(), others);
      } else if (!open && !envelope(path, field.getKey())) {
        block("", "strict decoding error: unknown field \"" + at + '"');
      }
    }
  }

  private void array(String path, JsonNode value, JsonNode schema) {
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    int least = schema.path("minItems").asInt(0);
    if (value.size() > most) {
      block(path, "Too many: %d: must have at most %d items".formatted(value.size(), most));
    }
    if (value.size() < least) {
      report(
          path,
          "Invalid value: %d: %s in body should have at least %d items"
              .formatted(value.size(), path, least));
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < value.size(); i++) {
      var at = path + '[' + i + ']';
      var identity = identity(value.path(i), schema);
      if (identity != null && !seen.add(identity)) {
        report(at, "Duplicate value: " + identity);
      }
      value(at, value.path(i), schema.path("items"));
    }
  }

  /** What must be unique in its list; null where the list may repeat itself. */
  private static @Nullable String identity(JsonNode item, JsonNode schema) {
    return switch (schema.path("x-kubernetes-list-type").asText()) {
      case "set" -> item.toString();
      case "map" ->
          StreamSupport.stream(schema.path("x-kubernetes-list-map-keys").spliterator(), false)
              .map(key -> "\"" + key.asText() + "\":" + item.path(key.asText()))
              .collect(Collectors.joining(",", "{", "}"));
      default -> null;
    };
  }

  /** The fields that every object has and no CRD describes. */
  private static boolean envelope(String path, String field) {
    return path.isEmpty()
        && (field.equals("apiVersion") || field.equals("kind") || field.equals("metadata"));
  }

  private static String child(String path, String field) {
    return path.isEmpty() ? field : path + '.' + field;
  }

  private void report(String path, String problem) {
    violations.add(Violation.of(path, problem));
  }

  private void block(String path, String problem) {
    violations.add(Violation.blocking(path, problem));
  }
}
