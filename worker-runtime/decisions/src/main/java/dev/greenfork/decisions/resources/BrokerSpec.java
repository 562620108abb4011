package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One connection that the pools of a namespace share. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrokerSpec(
    @Required
        @JsonPropertyDescription("The Redis (6.2 or later, no Cluster) that holds the queues.")
        RedisConnection redis,
    @JsonPropertyDescription("Where results are stored; default: the broker's Redis, for 24h.")
        @Nullable ResultBackend resultBackend,
    @JsonPropertyDescription("How tasks that do not say what they do find their pools.")
        @Nullable PlacementSpec placement) {

  /** How tasks are placed, with the default where nothing is said. */
  public PlacementSpec placing() {
    return placement == null ? PlacementSpec.DEFAULT : placement;
  }

  /** Where results are stored, with the default where nothing is said. */
  public ResultBackend results() {
    return resultBackend == null ? ResultBackend.byDefault() : resultBackend;
  }
}
