package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A task that an image is said to have, before any of its workers has started. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatedTask(
    @Required
        @JsonPropertyDescription("Its name.")
        @ValidationRule(value = PoolRules.TASK_NAME, message = PoolRules.TASK_NAME_MESSAGE)
        @Size(min = 1, max = 200)
        String name,
    @JsonPropertyDescription("io, cpu or auto, as its code declares it; default auto.")
        @Nullable TaskKind kind,
    @JsonPropertyDescription("The only type of pool that may run it, as its code declares it.")
        @Nullable PoolType requires) {}
