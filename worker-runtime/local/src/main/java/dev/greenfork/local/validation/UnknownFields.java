package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the fields that the schema does not know, as strict field validation does. */
final class UnknownFields {

  private static final Set<String> METADATA =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");

  private UnknownFields() {}

  /** Their paths, in order of the alphabet. */
  static List<String> of(Schema schema, JsonNode object) {
    List<String> found = new ArrayList<>();
    for (var field : object.properties()) {
      switch (field.getKey()) {
        case "apiVersion", "kind" -> {}
        case "metadata" ->
            field
                .getValue()
                .fieldNames()
                .forEachRemaining(
                    name -> {
                      if (!METADATA.contains(name)) {
                        found.add("metadata." + name);
                      }
                    });
        default -> look(schema, field.getKey(), field.getKey(), field.getValue(), found);
      }
    }
    return found.stream().sorted().toList();
  }

  private static void look(
      Schema parent, String name, String path, JsonNode value, List<String> found) {
    if (parent.keepsUnknownFields()) {
      return;
    }
    parent
        .field(name)
        .ifPresentOrElse(schema -> walk(schema, path, value, found), () -> found.add(path));
  }

  private static void walk(Schema schema, String path, JsonNode value, List<String> found) {
    if (value.isArray()) {
      schema
          .items()
          .ifPresent(
              items -> {
                for (int i = 0; i < value.size(); i++) {
                  walk(items, path + "[" + i + "]", value.path(i), found);
                }
              });
    }
    for (var field : value.properties()) {
      look(schema, field.getKey(), path + "." + field.getKey(), field.getValue(), found);
    }
  }
}
