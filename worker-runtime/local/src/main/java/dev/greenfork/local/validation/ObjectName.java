package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What holds for the name and the replicas of any object, whatever its schema says. */
final class ObjectName {

  private static final int MOST = 253;
  private static final String SUBDOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern NAME = Pattern.compile(SUBDOMAIN);

  private ObjectName() {}

  static List<Problem> check(Crd crd, JsonNode object) {
    List<Problem> problems = new ArrayList<>();
    JsonNode name = object.path("metadata").path("name");
    if (!name.isTextual() || name.textValue().isEmpty()) {
      problems.add(
          new Problem("metadata.name", "Required value: name or generateName is required", true));
    } else {
      if (name.textValue().length() > MOST) {
        problems.add(
            Problem.invalid(
                "metadata.name", name, "must be no more than %d characters".formatted(MOST)));
      }
      if (!NAME.matcher(name.textValue()).matches()) {
        problems.add(
            Problem.invalid(
                "metadata.name",
                name,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                    + " '-' or '.', and must start and end with an alphanumeric character (e.g."
                    + " 'example.com', regex used for validation is '"
                    + SUBDOMAIN
                    + "')"));
      }
    }
    crd.replicasPath().ifPresent(path -> replicas(path, object, problems));
    return problems;
  }

  /** The scale subresource has its own check. */
  private static void replicas(String path, JsonNode object, List<Problem> problems) {
    JsonNode replicas = object.at(path.replace('.', '/'));
    if (replicas.isIntegralNumber() && replicas.longValue() < 0) {
      problems.add(Problem.invalid(path, replicas, "should be a non-negative integer"));
    }
  }
}
