package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a TaskRoute. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRouteStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Ready and Unambiguous.") @Nullable List<Condition> conditions,
    @JsonPropertyDescription("How many known tasks its rules decide about.")
        @Nullable Integer matched,
    @JsonPropertyDescription("Those tasks, the first 100 by name.") @Size(max = 100)
        @Nullable List<RoutedTask> tasks) {}
