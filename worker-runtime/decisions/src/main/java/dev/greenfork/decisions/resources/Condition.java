package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One statement about a resource, as the Kubernetes conventions have it. */
public record Condition(
    @Required @JsonPropertyDescription("What the statement is about, in CamelCase.") String type,
    @Required @JsonPropertyDescription("True, False or Unknown.") String status,
    @Required @JsonPropertyDescription("One word for programs, in CamelCase.") String reason,
    @Required @JsonPropertyDescription("A sentence for people.") String message,
    @JsonPropertyDescription("The generation of the spec that it was made for.")
        @Nullable Long observedGeneration,
    @Required @JsonPropertyDescription("When the status last changed (RFC 3339).")
        String lastTransitionTime) {

  /** Whether the statement holds. */
  public boolean holds() {
    return status.equals("True");
  }
}
