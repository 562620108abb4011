package dev.greenfork.decisions.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many workers a pool is to have, and why.
 *
 * @param at when it was made
 * @param current how many the Deployment asked for then
 * @param desired how many it is to ask for; the same as {@code current} where nothing is to be done
 * @param verdict whether the pool is scaled at all
 * @param clamp what kept it from what the work asks for
 * @param terms what it was made of
 * @param sentence for people: what, and why
 * @param wakeAt when to decide again even if nothing is heard until then, as a delayed message
 *     comes due; null if there is none
 */
public record ScalingDecision(
    Instant at,
    int current,
    int desired,
    Verdict verdict,
    Clamp clamp,
    ScalingTerms terms,
    String sentence,
    @Nullable Instant wakeAt) {

  /** Whether the pool is scaled. */
  public sealed interface Verdict {

    /** It is. */
    record Active() implements Verdict {}

    /**
     * It is left as it is: {@code ScalingActive} is false.
     *
     * @param hold why
     */
    record Held(Hold hold) implements Verdict {}

    /** For a condition, in CamelCase. */
    default String reason() {
      return switch (this) {
        case Active _ -> "Scaling";
        case Held held -> held.hold().reason();
      };
    }
  }

  /** Why a pool is left as it is. */
  public enum Hold {
    /** Nothing has been heard from the broker yet. */
    SIGNALS_MISSING("SignalsMissing"),
    /** The newest that was heard is too old. */
    SIGNALS_STALE("SignalsStale"),
    /** A clock was set back, so that no time can be trusted for a moment. */
    CLOCK_JUMPED("ClockJumped"),
    /** The spec says so. */
    PAUSED("Paused");

    private final String reason;

    Hold(String reason) {
      this.reason = reason;
    }

    /** For a condition, in CamelCase. */
    public String reason() {
      return reason;
    }
  }

  /** Whether something is to be changed. */
  public boolean changes() {
    return desired != current;
  }

  /** Whether the pool is scaled. */
  public boolean isActive() {
    return verdict instanceof Verdict.Active;
  }
}
