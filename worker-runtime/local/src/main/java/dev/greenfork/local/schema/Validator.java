package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.local.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies manifests one after the other, as {@code kubectl apply} does: a document that repeats
 * kind and name of an earlier one is an update of it. Used once, by one thread.
 */
public final class Validator {
  private final Definitions definitions;
  private final Cel cel = new Cel();
  private final Map<String, ObjectNode> applied = new HashMap<>();

  public Validator(Definitions definitions) {
    this.definitions = definitions;
  }

  /** What the API server would refuse the manifest for; empty if it would take it. */
  public List<Violation> apply(Manifest manifest) {
    var schema = definitions.schema(manifest.apiVersion(), manifest.kind());
    if (schema.isEmpty()) {
      return List.of(
          Violation.of(
              "",
              "no matches for kind \"%s\" in version \"%s\""
                  .formatted(manifest.kind(), manifest.apiVersion())));
    }
    if (manifest.name().isEmpty()) {
      return List.of(
          Violation.of("metadata.name", "Required value: name or generateName is required"));
    }
    var value = manifest.content().deepCopy();
    Defaults.apply(value, schema.get());
    var id = manifest.kind() + '/' + manifest.name();
    var violations = new ArrayList<>(StructuralCheck.check(value, schema.get()));
    if (violations.stream().noneMatch(Violation::blocking)) {
      violations.addAll(CelRules.check(cel, value, applied.get(id), schema.get()));
    }
    if (violations.isEmpty()) {
      applied.put(id, value);
    }
    return List.copyOf(violations);
  }
}
