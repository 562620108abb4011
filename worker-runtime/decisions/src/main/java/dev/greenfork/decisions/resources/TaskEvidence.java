package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What was measured of one task. Numbers are text, rounded for people, as they come and go. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskEvidence(
    @JsonPropertyDescription("Runs that count, older ones less.") @Nullable Integer samples,
    @JsonPropertyDescription("CPU time by run time, 95th percentile, such as 0.03.")
        @Nullable String cpuShare,
    @JsonPropertyDescription("Median run time.") @Nullable String p50,
    @JsonPropertyDescription("95th percentile of the run time.") @Nullable String p95,
    @JsonPropertyDescription("What a run takes of a green pod.") @Nullable String costGreen,
    @JsonPropertyDescription("What a run takes of a prefork pod.") @Nullable String costPrefork,
    @JsonPropertyDescription("Since when it runs where it runs (RFC 3339).") @Nullable String since,
    @JsonPropertyDescription("What follows from it, in a sentence.") @Nullable String sentence) {}
