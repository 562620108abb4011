package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A decision about the number of workers: written when it changes, and at most every 30 s. */
public record ScalingStatus(
    @Required @JsonPropertyDescription("How many workers there are to be.") int desired,
    @Required @JsonPropertyDescription("What was decided and why, for people.") String sentence,
    @Required
        @JsonPropertyDescription("What kept it from what the work asks for; none if nothing did.")
        String clamp,
    @Required @JsonPropertyDescription("When (RFC 3339).") String at,
    @JsonPropertyDescription("What it was made of; absent where nothing could be decided.")
        @Nullable Terms terms) {

  /** What a decision was made of. */
  public record Terms(
      @JsonPropertyDescription("What was measured.") Load load,
      @JsonPropertyDescription("Workers for what arrives.") double steady,
      @JsonPropertyDescription("More of them for what waits.") double catchup,
      @JsonPropertyDescription("More of them for what piles up until new ones work.")
          double startup,
      @JsonPropertyDescription("Workers for queueDepth.") double depth,
      @JsonPropertyDescription("Workers for what runs.") int floor,
      @JsonPropertyDescription("What the work asks for, before all bounds.") int want) {}

  /** What was measured, this pool's share of it. */
  public record Load(
      @JsonPropertyDescription("Messages per second.") double arrivals,
      @JsonPropertyDescription("Seconds of a slot that one message takes; 0 if not known.")
          double serviceSeconds,
      @JsonPropertyDescription("Messages that wait.") double ready,
      @JsonPropertyDescription("Messages that are due before a worker could start.") double soon,
      @JsonPropertyDescription("Messages that the workers hold.") double inFlight,
      @JsonPropertyDescription("Seconds that the oldest message has waited, as estimated.")
          double waited) {}
}
