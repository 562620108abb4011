package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A worker that fetches nothing more, as it is one too many. */
public record DrainingWorker(
    @Required @JsonPropertyDescription("Its pod.") String pod,
    @JsonPropertyDescription("Tasks that it still runs; absent until it has answered.")
        @Nullable Integer running) {}
