package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Over which times the arrivals of messages are measured. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScalingWindows(
    @Default("6s")
        @JsonPropertyDescription("Shows a sudden change; counts when it is more than chance.")
        @ValidationRule(value = Rules.DURATION, message = ScalingRules.FAST_MESSAGE)
        @ValidationRule(value = ScalingRules.WINDOW, message = ScalingRules.WINDOW_MESSAGE)
        @Size(max = 40)
        @Nullable String fast,
    @Default("60s")
        @JsonPropertyDescription("Shows what is usual.")
        @ValidationRule(value = Rules.DURATION, message = ScalingRules.SLOW_MESSAGE)
        @ValidationRule(value = ScalingRules.WINDOW, message = ScalingRules.WINDOW_MESSAGE)
        @Size(max = 40)
        @Nullable String slow) {

  private static final Duration FAST = Duration.ofSeconds(6);
  private static final Duration SLOW = Duration.ofSeconds(60);

  /** Of sudden changes. */
  public Duration quick() {
    return fast == null ? FAST : Durations.parse(fast);
  }

  /** Of what is usual; never shorter than {@link #quick}. */
  public Duration usual() {
    Duration said = slow == null ? SLOW : Durations.parse(slow);
    return said.compareTo(quick()) < 0 ? quick() : said;
  }
}
