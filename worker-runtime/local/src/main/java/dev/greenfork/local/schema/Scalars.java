package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Types, and the bounds of strings and numbers. */
final class Scalars {
  private Scalars() {}

  /** What is wrong with the type of a value, if something is. */
  static Optional<String> typeProblem(String path, JsonNode value, JsonNode schema) {
    var wanted = schema.path("type").asText();
    boolean fits =
        schema.path("x-kubernetes-int-or-string").asBoolean()
            ? value.isIntegralNumber() || value.isTextual()
            : switch (wanted) {
              case "object" -> value.isObject();
              case "array" -> value.isArray();
              case "string" -> value.isTextual();
              case "boolean" -> value.isBoolean();
              case "integer" -> value.isIntegralNumber();
              case "number" -> value.isNumber();
              default -> true;
            };
    return fits
        ? Optional.empty()
        : Optional.of(
            "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                .formatted(
                    typeOf(value),
                    path,
                    wanted.isEmpty() ? "integer or string" : wanted,
                    typeOf(value)));
  }

  /** What is wrong with a string, number or boolean of the right type. */
  static List<Violation> problems(String path, JsonNode value, JsonNode schema) {
    var problems = new ArrayList<Violation>();
    if (schema.has("enum")
        && StreamSupport.stream(schema.path("enum").spliterator(), false)
            .noneMatch(value::equals)) {
      var supported =
          StreamSupport.stream(schema.path("enum").spliterator(), false)
              .map(JsonNode::toString)
              .collect(Collectors.joining(", "));
      problems.add(
          Violation.of(
              path, "Unsupported value: %s: supported values: %s".formatted(value, supported)));
    }
    if (value.isTextual()) {
      string(path, value.textValue(), schema, problems);
    } else if (value.isNumber()) {
      number(path, value, schema, problems);
    }
    return problems;
  }

  private static void string(String path, String value, JsonNode schema, List<Violation> problems) {
    int length = value.codePointCount(0, value.length());
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (length < least) {
      problems.add(
          invalid(quoted(value), path, "should be at least %d chars long".formatted(least)));
    }
    if (length > most) {
      problems.add(
          Violation.blocking(path, "Too long: may not be more than %d bytes".formatted(most)));
    }
    var pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value).find()) {
      problems.add(invalid(quoted(value), path, "should match '" + pattern + "'"));
    }
  }

  private static void number(
      String path, JsonNode value, JsonNode schema, List<Violation> problems) {
    if (schema.path("format").asText().equals("int32") && !value.canConvertToInt()) {
      problems.add(invalid(value.toString(), path, "must be of type int32: " + value));
    }
    if (schema.has("minimum")
        && value.decimalValue().compareTo(schema.path("minimum").decimalValue()) < 0) {
      problems.add(
          invalid(
              value.toString(),
              path,
              "should be greater than or equal to " + schema.path("minimum")));
    }
    if (schema.has("maximum")
        && value.decimalValue().compareTo(schema.path("maximum").decimalValue()) > 0) {
      problems.add(
          invalid(
              value.toString(), path, "should be less than or equal to " + schema.path("maximum")));
    }
  }

  private static Violation invalid(String value, String path, String rule) {
    return Violation.of(path, "Invalid value: %s: %s in body %s".formatted(value, path, rule));
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }
}
