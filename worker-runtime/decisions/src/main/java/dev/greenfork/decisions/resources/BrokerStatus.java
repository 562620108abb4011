package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator last saw of a broker. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrokerStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Ready, BrokerReachable and DataSafe.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Where the broker is, without user and password.")
        @Nullable String address,
    @JsonPropertyDescription("The version that the server states.")
        @Nullable String serverVersion) {

  /** The condition of a type, where it was ever set. */
  public Optional<Condition> condition(String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
