package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many workers a pool may have, and what they are to achieve. Where neither {@code queueWait}
 * nor {@code queueDepth} is said, tasks are to start within 5 seconds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = ScalingRules.MIN_OVER_MAX, message = ScalingRules.MIN_OVER_MAX_MESSAGE)
@ValidationRule(value = ScalingRules.FROZEN_TWICE, message = ScalingRules.FROZEN_TWICE_MESSAGE)
public record ScalingSpec(
    @Default("1")
        @JsonPropertyDescription("As many workers run at least; 0 for none while there is no work.")
        @ValidationRule(value = ScalingRules.REPLICAS, message = ScalingRules.MIN_REPLICAS_MESSAGE)
        @Nullable Integer minReplicas,
    @Required
        @JsonPropertyDescription("As many workers run at most.")
        @ValidationRule(
            value = ScalingRules.SOME_REPLICAS,
            message = ScalingRules.MAX_REPLICAS_MESSAGE)
        Integer maxReplicas,
    @JsonPropertyDescription(
            "95 of 100 tasks are to start within this time after they could have. Default: 5s, if queueDepth is not set.")
        @ValidationRule(value = Rules.DURATION, message = ScalingRules.QUEUE_WAIT_MESSAGE)
        @ValidationRule(
            value = ScalingRules.A_TENTH_TO_A_DAY,
            message = ScalingRules.QUEUE_WAIT_BOUNDS_MESSAGE)
        @Size(max = 40)
        @Nullable String queueWait,
    @JsonPropertyDescription("Waiting messages per worker. With queueWait the larger pool wins.")
        @ValidationRule(value = Rules.AT_LEAST_1, message = ScalingRules.QUEUE_DEPTH_MESSAGE)
        @Nullable Integer queueDepth,
    @JsonPropertyDescription("How a pool shrinks.") @Nullable ScaleDown scaleDown,
    @JsonPropertyDescription("Over which times arrivals are measured.")
        @Nullable ScalingWindows windows,
    @JsonPropertyDescription("Leaves the pool as large as it is.") @Nullable Boolean paused,
    @JsonPropertyDescription("Lets the pool grow and not shrink.") @Nullable Boolean frozenIn,
    @JsonPropertyDescription("Lets the pool shrink and not grow.") @Nullable Boolean frozenOut,
    @JsonPropertyDescription("Decides and says so, and does nothing.") @Nullable Boolean dryRun) {

  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

  /** How a pool shrinks. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScaleDown(
      @JsonPropertyDescription(
              "A worker goes when it was not needed for so long. Default: green 60s, prefork 2m.")
          @ValidationRule(value = Rules.DURATION, message = ScalingRules.STABILIZATION_MESSAGE)
          @ValidationRule(
              value = ScalingRules.AT_MOST_A_DAY,
              message = ScalingRules.STABILIZATION_AT_MOST_MESSAGE)
          @Size(max = 40)
          @Nullable String stabilization) {}

  /** Bounds alone, and the default objective. */
  public static ScalingSpec between(int minReplicas, int maxReplicas) {
    return new ScalingSpec(
        minReplicas, maxReplicas, null, null, null, null, null, null, null, null);
  }

  /** As many workers at least; 1 where nothing is said. */
  public int min() {
    return Objects.requireNonNullElse(minReplicas, 1);
  }

  /** As many workers at most, and never fewer than {@link #min}. */
  public int max() {
    return Math.max(maxReplicas, min());
  }

  /** Within what time tasks are to start; empty where only the depth counts. */
  public Optional<Duration> wait95() {
    if (queueWait != null) {
      return Optional.of(Durations.parse(queueWait));
    }
    return queueDepth == null ? Optional.of(DEFAULT_WAIT) : Optional.empty();
  }

  /** Waiting messages per worker; empty where they do not count. */
  public OptionalInt depth() {
    return queueDepth == null ? OptionalInt.empty() : OptionalInt.of(Math.max(1, queueDepth));
  }

  /** For how long a worker must not have been needed before it goes. */
  public Duration stabilization(PoolType type) {
    if (scaleDown != null && scaleDown.stabilization() != null) {
      return Durations.parse(scaleDown.stabilization());
    }
    return type == PoolType.GREEN ? Duration.ofSeconds(60) : Duration.ofMinutes(2);
  }

  /** The windows, with their defaults where nothing is said. */
  public ScalingWindows rates() {
    return Objects.requireNonNullElseGet(windows, () -> new ScalingWindows(null, null));
  }

  /** Whether the pool is to be left as it is. */
  public boolean isPaused() {
    return Boolean.TRUE.equals(paused);
  }

  /** Whether it must not shrink. */
  public boolean isFrozenIn() {
    return Boolean.TRUE.equals(frozenIn);
  }

  /** Whether it must not grow. */
  public boolean isFrozenOut() {
    return Boolean.TRUE.equals(frozenOut);
  }

  /** Whether decisions are only told. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
