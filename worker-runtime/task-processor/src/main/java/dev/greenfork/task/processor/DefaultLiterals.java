package dev.greenfork.task.processor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Checks that a default is JSON and, for the simple types, that it is JSON of the type. */
final class DefaultLiterals {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DefaultLiterals() {}

  static void check(VariableElement parameter, TypeMirror type, String literal) {
    JsonNode value = parse(parameter, literal);
    String wanted = wanted(type);
    if (!fits(wanted, value)) {
      throw wrong(parameter, literal, "is no JSON " + wanted);
    }
    if (type.getKind().isPrimitive() && value.isNull()) {
      throw wrong(parameter, literal, "cannot be the value of a primitive " + type);
    }
  }

  private static JsonNode parse(VariableElement parameter, String literal) {
    try {
      JsonNode value = JSON.readTree(literal);
      if (value.isMissingNode()) {
        throw wrong(parameter, literal, "is empty");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw wrong(parameter, literal, "is no JSON");
    }
  }

  private static String wanted(TypeMirror type) {
    return switch (type.toString()) {
      case "boolean", "java.lang.Boolean" -> "boolean";
      case "byte", "short", "int", "long" -> "integer";
      case "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long" -> "integer";
      case "float", "double", "java.lang.Float", "java.lang.Double" -> "number";
      case "char", "java.lang.Character", "java.lang.String" -> "string";
      default -> "value";
    };
  }

  private static boolean fits(String wanted, JsonNode value) {
    return value.isNull()
        || switch (wanted) {
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "string" -> value.isTextual();
          default -> true;
        };
  }

  private static WrongDeclaration wrong(VariableElement parameter, String literal, String what) {
    return new WrongDeclaration(
        parameter,
        ("The default `%s` of parameter %s %s. Write a JSON literal of the parameter's type, such"
                + " as @Default(\"false\"), @Default(\"10\") or @Default(\"\\\"text\\\"\").")
            .formatted(literal, parameter.getSimpleName(), what));
  }
}
