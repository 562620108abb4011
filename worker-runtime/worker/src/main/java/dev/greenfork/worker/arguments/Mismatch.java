package dev.greenfork.worker.arguments;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.greenfork.protocol.typed.TypedValueException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says why a value does not fit a parameter, without the value: the mapper's own text quotes it,
 * and goes into logs and results.
 */
final class Mismatch {

  private Mismatch() {}

  /** The end of a sentence that began with what the argument must be. */
  static String describe(JsonNode value, Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof TypedValueException typed) {
        return String.valueOf(typed.getMessage());
      }
    }
    String kind = "not " + kind(value);
    return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? "%s whose %s does not fit%s".formatted(kind, path(mapping), wanted(mapping))
        : kind;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> value.isIntegralNumber() ? "this integer" : "a number with a fraction";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      case NULL -> "null";
      default -> "such a value";
    };
  }

  /** Names of fields are those of the parameter's type, but keys of maps are the sender's. */
  private static String path(JsonMappingException e) {
    return e.getPath().stream().map(Mismatch::step).collect(Collectors.joining("."));
  }

  private static String step(JsonMappingException.Reference at) {
    if (at.getFieldName() == null) {
      return "[" + at.getIndex() + "]";
    }
    return at.getFrom() instanceof Map ? "[...]" : at.getFieldName();
  }

  private static String wanted(JsonMappingException e) {
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? " " + mismatch.getTargetType().getTypeName()
        : "";
  }
}
