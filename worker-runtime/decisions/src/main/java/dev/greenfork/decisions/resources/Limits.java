package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task, and a child process, of a pool may use up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.softTime) || !has(self.hardTime) || duration(self.softTime) <= duration(self.hardTime)"
            + " || !("
            + Limits.BOTH_ARE_DURATIONS
            + ")",
    message =
        "softTime must not be longer than hardTime: a task is asked to stop before it is stopped")
@ValidationRule(
    value =
        "!has(self.memoryPerChild) || !isQuantity(string(self.memoryPerChild))"
            + " || quantity(string(self.memoryPerChild)).compareTo(quantity('128Mi')) >= 0",
    message =
        "memoryPerChild must be at least 128Mi: a child is a JVM, which needs 96Mi beside its heap")
public record Limits(
    @JsonPropertyDescription("After this time a task is asked to stop (SoftTimeLimitExceeded).")
        @ValidationRule(value = Rules.DURATION, message = Rules.SOFT_TIME_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1S, message = Rules.LIMIT_AT_LEAST_MESSAGE)
        @Size(max = 40)
        @Nullable String softTime,
    @JsonPropertyDescription("After this time a task is stopped and fails (TimeLimitExceeded).")
        @ValidationRule(value = Rules.DURATION, message = Rules.HARD_TIME_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1S, message = Rules.LIMIT_AT_LEAST_MESSAGE)
        @Size(max = 40)
        @Nullable String hardTime,
    @ValidationRule(value = Rules.AT_LEAST_1, message = Rules.MAX_DELIVERIES_MESSAGE)
        @JsonPropertyDescription(
            "When so many processes died while they ran a message (workers, or children of a prefork pool), it fails (WorkerLostError) and is kept as a dead letter; 5 by default.")
        @Nullable Integer maxDeliveries,
    @JsonPropertyDescription(
            "Prefork: whether a task whose child died is delivered again, the default, or fails (WorkerLostError) as in Celery.")
        @Nullable OnWorkerLost onWorkerLost,
    @ValidationRule(value = Rules.AT_LEAST_1, message = Rules.TASKS_PER_CHILD_MESSAGE)
        @JsonPropertyDescription("Prefork: a child process is replaced after this many tasks.")
        @Nullable Integer tasksPerChild,
    @JsonPropertyDescription(
            "Prefork: the resident memory of a child process. Its heap is bounded accordingly; a child that grows larger is killed. A quantity such as 512Mi, at least 128Mi.")
        @Nullable String memoryPerChild) {

  static final String BOTH_ARE_DURATIONS =
      "self.softTime.matches('^([0-9]{1,6}(h|m|s|ms))+$') && self.hardTime.matches('^([0-9]{1,6}(h|m|s|ms))+$')";

  /** A pool that limits nothing. */
  public static Limits none() {
    return new Limits(null, null, null, null, null, null);
  }

  /** The soft limit, where there is one. */
  public Optional<Duration> soft() {
    return Optional.ofNullable(softTime).map(Durations::parse);
  }

  /** The hard limit, where there is one. */
  public Optional<Duration> hard() {
    return Optional.ofNullable(hardTime).map(Durations::parse);
  }
}
