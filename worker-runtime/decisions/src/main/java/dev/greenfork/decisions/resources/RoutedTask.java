package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Where one task of a queue runs, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoutedTask(
    @Required @JsonPropertyDescription("Its name.") String name,
    @Required @JsonPropertyDescription("The queue that it is sent to.") String queue,
    @JsonPropertyDescription("io, cpu or auto, after all rules.") @Nullable TaskKind kind,
    @JsonPropertyDescription("Who decides: a TaskRoute, code, measured or default.")
        @Nullable String declaredBy,
    @JsonPropertyDescription("green, prefork, parked, the name of another queue, or nowhere.")
        @Nullable String runsIn,
    @JsonPropertyDescription("Why, in a sentence.") @Nullable String why,
    @JsonPropertyDescription("What was measured.") @Nullable TaskEvidence evidence) {}
