package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator made of a pool. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerPoolStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Progressing, BrokerReachable, TasksCompatible and ScalingActive.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Workers that exist, draining ones not counted.")
        @Nullable Integer replicas,
    @JsonPropertyDescription("Workers that have connected to the broker.")
        @Nullable Integer readyReplicas,
    @JsonPropertyDescription("Ready workers of those wanted, for people.") @Nullable String ready,
    @JsonPropertyDescription("Label selector of the workers, for the scale subresource.")
        @Nullable String selector,
    @JsonPropertyDescription("What was chosen where the spec left a choice.")
        @Nullable Resolved resolved,
    @JsonPropertyDescription("The tasks of the image.") @Nullable TaskIndexStatus tasks,
    @JsonPropertyDescription("The last decision about the number of workers.")
        @Nullable ScalingStatus autoscaling,
    @JsonPropertyDescription("Workers that fetch nothing more before they go, 50 at most.")
        @Nullable List<DrainingWorker> draining) {

  /** The condition of a type, where it was ever set. */
  public Optional<Condition> condition(String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
