package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that is wrong, worded as by the API server (apimachinery, {@code
 * pkg/util/validation/field/errors.go}).
 *
 * @param path such as {@code spec.env[0].name}; {@code <nil>} for the whole object
 * @param blocking whether the object is so wrong that its rules are not looked at
 */
record Problem(String path, String detail, boolean blocking) {

  private static final String WHOLE = "<nil>";

  static Problem required(String path) {
    return new Problem(path, "Required value", true);
  }

  static Problem wrongType(String path, String expected, String found) {
    return new Problem(
        path,
        "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
            .formatted(found, path, expected, found),
        true);
  }

  static Problem notOneOf(String path, JsonNode value, String supported) {
    return new Problem(
        path, "Unsupported value: %s: supported values: %s".formatted(value, supported), true);
  }

  static Problem tooLong(String path, int most) {
    return new Problem(path, "Too long: may not be more than %d bytes".formatted(most), true);
  }

  static Problem tooMany(String path, int count, int most) {
    return new Problem(
        path, "Too many: %d: must have at most %d items".formatted(count, most), true);
  }

  static Problem duplicate(String path, JsonNode value) {
    return new Problem(path, "Duplicate value: " + value, false);
  }

  /** The value is quoted unless it is a list or an object. */
  static Problem invalid(String path, JsonNode value, String sentence) {
    String quoted = value.isContainerNode() ? "" : value + ": ";
    return new Problem(path.isEmpty() ? WHOLE : path, "Invalid value: " + quoted + sentence, false);
  }

  static Problem rulesNotChecked() {
    return new Problem(
        WHOLE,
        "Invalid value: null: some validation rules were not checked because the object was"
            + " invalid; correct the existing errors to complete validation",
        true);
  }

  @Override
  public String toString() {
    return path + ": " + detail;
  }
}
