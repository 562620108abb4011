package dev.greenfork.local.validation;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Compares a value with the types and bounds of its schema. */
final class Structure {

  private final List<Problem> problems = new ArrayList<>();

  private Structure() {}

  static List<Problem> check(Schema schema, JsonNode object) {
    Structure structure = new Structure();
    structure.fields(schema, "", object);
    return structure.problems;
  }

  private void value(Schema schema, String path, JsonNode value) {
    if (!hasType(schema, path, value)) {
      return;
    }
    if (!schema.allowed().isEmpty() && !schema.allowed().contains(value)) {
      String supported = schema.allowed().stream().map(JsonNode::toString).collect(joining(", "));
      problems.add(Problem.notOneOf(path, value, supported));
    }
    if (value.isTextual()) {
      text(schema, path, value);
    } else if (value.isArray()) {
      list(schema, path, value);
    } else if (value.isObject()) {
      fields(schema, path, value);
    }
  }

  private boolean hasType(Schema schema, String path, JsonNode value) {
    String found = typeOf(value);
    if (schema.isIntOrString()) {
      if (found.equals("integer") || found.equals("string")) {
        return true;
      }
      problems.add(Problem.wrongType(path, "integer,string", found));
      problems.add(Problem.wrongType(path, "integer", found));
      problems.add(
          new Problem(
              "<nil>",
              "Invalid value: \"\": \"%s\" must validate at least one schema (anyOf)"
                  .formatted(path),
              true));
      return false;
    }
    if (found.equals(schema.type()) || schema.type().isEmpty()) {
      return true;
    }
    problems.add(Problem.wrongType(path, schema.type(), found));
    if (!schema.allowed().isEmpty()) {
      String supported = schema.allowed().stream().map(JsonNode::toString).collect(joining(", "));
      problems.add(Problem.notOneOf(path, value, supported));
    }
    return false;
  }

  private void text(Schema schema, String path, JsonNode value) {
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    schema
        .bound("minLength")
        .ifPresent(
            least -> {
              if (length < least) {
                problems.add(
                    Problem.invalid(
                        path,
                        value,
                        "%s in body should be at least %d chars long".formatted(path, least)));
              }
            });
    schema
        .bound("maxLength")
        .ifPresent(
            most -> {
              if (length > most) {
                problems.add(Problem.tooLong(path, most));
              }
            });
    schema
        .pattern()
        .filter(pattern -> !Pattern.compile(pattern).matcher(text).find())
        .ifPresent(
            pattern ->
                problems.add(
                    Problem.invalid(
                        path, value, "%s in body should match '%s'".formatted(path, pattern))));
  }

  private void list(Schema schema, String path, JsonNode list) {
    schema
        .bound("maxItems")
        .ifPresent(
            most -> {
              if (list.size() > most) {
                problems.add(Problem.tooMany(path, list.size(), most));
              }
            });
    schema
        .items()
        .ifPresent(
            items -> {
              for (int i = 0; i < list.size(); i++) {
                value(items, path + "[" + i + "]", list.path(i));
              }
            });
  }

  private void fields(Schema schema, String path, JsonNode object) {
    schema
        .bound("maxProperties")
        .ifPresent(
            most -> {
              if (object.size() > most) {
                problems.add(Problem.tooMany(path, object.size(), most));
              }
            });
    String prefix = path.isEmpty() ? "" : path + ".";
    for (String name : schema.required()) {
      if (!object.has(name)) {
        problems.add(Problem.required(prefix + name));
      }
    }
    for (var field : object.properties()) {
      schema
          .field(field.getKey())
          .ifPresent(inner -> value(inner, prefix + field.getKey(), field.getValue()));
    }
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
