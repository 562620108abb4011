package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingDecision.Hold;
import dev.greenfork.decisions.scaling.ScalingDecision.Verdict;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import dev.greenfork.decisions.scaling.ScalingState.Need;
import dev.greenfork.decisions.scaling.ScalingState.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many workers a pool should have. Pure: the same inputs and state give the same
 * decision, so that a recorded trace can be replayed.
 *
 * <p>To be called at each push and about once a second while there is work; each 5 s or so while
 * there is none. See {@code docs/autoscaling.md}.
 */
public final class Scaling {

  /** Older signals decide nothing. */
  public static final Duration STALE = Duration.ofSeconds(15);

  /** Clocks of one machine that differ by more have been set. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  /** For so long nobody may have looked without what was needed before being forgotten. */
  private static final Duration UNWATCHED = Duration.ofSeconds(30);

  private Scaling() {}

  /**
   * A decision and what to remember of it.
   *
   * @param state to be given to the next one
   */
  public record Outcome(ScalingDecision decision, ScalingState state) {}

  /**
   * Decides.
   *
   * @param state of the decision before; {@link ScalingState#NEW} for the first one
   * @param now by the clock that the signals' times are from
   */
  public static Outcome decide(
      ScalingInputs inputs, ScalingSpec spec, ScalingState state, Instant now) {
    AtBroker broker = inputs.broker();
    if (broker == null) {
      return held(Hold.SIGNALS_MISSING, inputs, state, now);
    }
    if (isSetBack(inputs, broker, state, now)) {
      return held(Hold.CLOCK_JUMPED, inputs, ScalingState.NEW, now);
    }
    if (oldest(broker).plus(STALE).isBefore(now)) {
      return held(Hold.SIGNALS_STALE, inputs, state, now);
    }
    Measuring measuring = new Measuring(inputs, broker, spec, now);
    List<Sample> samples = Tracks.with(state.samples(), measuring.sample(), spec.rates());
    Measuring.Measured measured = measuring.measure(samples, spec);
    Sizing.Size size =
        Sizing.of(inputs, spec, measured.load(), measured.chance(), measured.stock());
    List<Need> needs =
        Needs.with(
            watched(state, now) ? state.needs() : List.of(),
            new Need(now, size.keep()),
            inputs.pods().replicas(),
            spec.stabilization(inputs.capacity().type()));
    Bounds.Bounded bounded = Bounds.of(inputs, spec, size.terms(), Needs.most(needs));
    ScalingDecision decision =
        new ScalingDecision(
            now,
            inputs.pods().replicas(),
            bounded.desired(),
            spec.isPaused() ? new Verdict.Held(Hold.PAUSED) : new Verdict.Active(),
            bounded.clamp(),
            size.terms(),
            Sentences.of(inputs, spec, size.terms(), bounded),
            measuring.wakeAt());
    return new Outcome(decision, new ScalingState(samples, needs, now));
  }

  private static Outcome held(Hold hold, ScalingInputs inputs, ScalingState state, Instant now) {
    int current = inputs.pods().replicas();
    return new Outcome(
        new ScalingDecision(
            now,
            current,
            current,
            new Verdict.Held(hold),
            Clamp.HELD,
            ScalingTerms.NONE,
            Sentences.held(hold, inputs, now),
            null),
        state);
  }

  private static boolean isSetBack(
      ScalingInputs inputs, AtBroker broker, ScalingState state, Instant now) {
    Instant latest = now.plus(SKEW);
    Instant last = state.last();
    return (last != null && last.isAfter(latest))
        || inputs.pods().at().isAfter(latest)
        || broker.work().at().isAfter(latest)
        || broker.queues().stream().anyMatch(queue -> queue.at().isAfter(latest));
  }

  static Instant oldest(AtBroker broker) {
    Instant oldest = broker.work().at();
    for (QueueSignal queue : broker.queues()) {
      oldest = queue.at().isBefore(oldest) ? queue.at() : oldest;
    }
    return oldest;
  }

  /** After a gap, or a clock that was set forward, nothing is known of what was needed in it. */
  private static boolean watched(ScalingState state, Instant now) {
    @Nullable Instant last = state.last();
    return last != null && !last.plus(UNWATCHED).isBefore(now);
  }
}
