package dev.greenfork.local.schema;

/**
 * One thing that is wrong with a manifest.
 *
 * @param path the field, such as {@code spec.queues[1]}; empty for the whole
 * @param problem what the API server says of it
 * @param blocking whether the API server then leaves the CEL rules out, as they could not be
 *     evaluated
 */
public record Violation(String path, String problem, boolean blocking) {
  static Violation of(String path, String problem) {
    return new Violation(path, problem, false);
  }

  static Violation blocking(String path, String problem) {
    return new Violation(path, problem, true);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? problem : path + ": " + problem;
  }
}
