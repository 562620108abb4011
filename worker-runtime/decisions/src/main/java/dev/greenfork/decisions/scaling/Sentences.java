package dev.greenfork.decisions.scaling;

import static dev.greenfork.decisions.scaling.Staffing.seconds;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingDecision.Hold;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import dev.greenfork.decisions.scaling.ScalingTerms.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decisions in words. Pure. */
final class Sentences {

  private Sentences() {}

  /** What, and why. */
  static String of(
      ScalingInputs inputs, ScalingSpec spec, ScalingTerms terms, Bounds.Bounded bounded) {
    int current = inputs.pods().replicas();
    int desired = bounded.desired();
    String what =
        desired == current ? "keeps " + workers(desired) : current + " -> " + workers(desired);
    return what
        + ": "
        + load(terms.load())
        + "; "
        + reason(terms)
        + clamp(inputs, spec, terms, bounded);
  }

  /** Why nothing is decided. */
  static String held(Hold hold, ScalingInputs inputs, Instant now) {
    String left = "; the pool is left at " + workers(inputs.pods().replicas());
    AtBroker broker = inputs.broker();
    String fault = inputs.fault() == null ? "" : ": " + inputs.fault();
    return switch (hold) {
      case SIGNALS_MISSING -> "nothing was heard from the broker yet" + fault + left;
      case SIGNALS_STALE ->
          "the newest that is known of the queues is "
              + (broker == null
                  ? "too"
                  : Duration.between(Scaling.oldest(broker), now).toSeconds() + " s")
              + " old"
              + fault
              + left;
      case CLOCK_JUMPED -> "a clock was set back, so times say nothing for a moment" + left;
      case PAUSED -> "paused in the spec" + left;
    };
  }

  private static String load(Load load) {
    List<String> parts = new ArrayList<>();
    if (load.ready() > 0) {
      parts.add(
          "%s messages wait (the oldest about %s s)"
              .formatted(number(load.ready()), number(seconds(load.waited()))));
    } else {
      parts.add("nothing waits");
    }
    if (load.soon() > 0) {
      parts.add(number(load.soon()) + " are due soon");
    }
    if (load.arrivals() > 0) {
      parts.add(number(load.arrivals()) + "/s arrive");
    }
    if (load.inFlight() > 0) {
      parts.add(load.inFlight() + " run");
    }
    if (load.serviceSeconds() > 0) {
      parts.add("one takes " + number(load.serviceSeconds()) + " s of a slot");
    } else if (load.ready() > 0) {
      parts.add("nobody knows yet how long one takes");
    }
    return String.join(", ", parts);
  }

  private static String reason(ScalingTerms terms) {
    List<String> parts = new ArrayList<>();
    add(parts, terms.steady(), "for what arrives");
    add(parts, terms.catchup(), "for what waits");
    add(parts, terms.startup(), "for what piles up while pods start");
    if (terms.depth() > terms.steady() + terms.catchup() + terms.startup()) {
      parts.clear();
      add(parts, terms.depth(), "for the queue's depth");
    }
    String sum = "that asks for " + terms.want();
    if (!parts.isEmpty()) {
      sum += " (" + String.join(" + ", parts) + ")";
    } else if (terms.want() > 0 && terms.want() == terms.floor()) {
      sum += " (for what runs)";
    }
    return sum;
  }

  private static String clamp(
      ScalingInputs inputs, ScalingSpec spec, ScalingTerms terms, Bounds.Bounded bounded) {
    return switch (bounded.clamp()) {
      case NONE -> "";
      case MIN -> "; minReplicas is " + spec.min();
      case MAX -> "; maxReplicas is " + spec.max();
      case STABILIZATION ->
          "; more were needed within the last %d s"
              .formatted(spec.stabilization(inputs.capacity().type()).toSeconds());
      case WORK_IN_PROGRESS -> "; what runs occupies " + workers(terms.floor());
      case FROZEN_IN -> "; frozenIn lets it not shrink";
      case FROZEN_OUT -> "; frozenOut lets it not grow";
      case TROUBLE -> {
        PodSignal.Trouble trouble = inputs.pods().trouble();
        yield "; more pods would not help" + (trouble == null ? "" : ": " + trouble.sentence());
      }
      case HELD -> "; paused in the spec";
    };
  }

  private static void add(List<String> parts, double workers, String why) {
    if (workers > 0.005) {
      parts.add(number(workers) + " " + why);
    }
  }

  private static String workers(int count) {
    return count == 1 ? "1 worker" : count + " workers";
  }

  /** Three digits are enough for people. */
  static String number(double value) {
    if (value >= 100 || value == Math.rint(value)) {
      return Long.toString(Math.round(value));
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }
}
