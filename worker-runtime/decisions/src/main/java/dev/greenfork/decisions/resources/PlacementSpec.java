package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How it is found out where tasks work best that do not say what they do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlacementSpec(
    @Default("false")
        @JsonPropertyDescription("Whether tasks stay where they are; what would be moved is shown.")
        @Nullable Boolean dryRun,
    @Default("100")
        @ValidationRule(value = Rules.MIN_SAMPLES, message = Rules.MIN_SAMPLES_MESSAGE)
        @JsonPropertyDescription(
            "Runs of a task in one type of pool before anything is concluded from them, 5 to 100000; a fifth of them where there is no doubt.")
        @Nullable Integer minSamples) {

  /** Of a Broker that says nothing. */
  static final PlacementSpec DEFAULT = new PlacementSpec(null, null);

  /** Whether tasks stay where they are. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** The number of runs, or this one where nothing is said. */
  public int samples(int usual) {
    return minSamples == null ? usual : minSamples;
  }
}
