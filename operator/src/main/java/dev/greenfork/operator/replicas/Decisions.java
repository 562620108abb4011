package dev.greenfork.operator.replicas;

import static dev.greenfork.operator.status.Statement.no;
import static dev.greenfork.operator.status.Statement.unknown;
import static dev.greenfork.operator.status.Statement.yes;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.resources.ScalingStatus;
import dev.greenfork.decisions.scaling.ScalingDecision;
import dev.greenfork.decisions.scaling.ScalingTerms;
import dev.greenfork.operator.status.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a pool's status says about decisions. Pure. */
final class Decisions {

  static final String ACTIVE = "ScalingActive";

  /** What changes in numbers alone is not written more often. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private Decisions() {}

  /** Which of two decisions the status is to show. */
  static ScalingDecision shown(@Nullable ScalingDecision before, ScalingDecision now) {
    if (before == null
        || before.desired() != now.desired()
        || !before.verdict().reason().equals(now.verdict().reason())) {
      return now;
    }
    boolean later = !before.at().plus(PAUSE).isAfter(now.at());
    return later && !before.sentence().equals(now.sentence()) ? now : before;
  }

  static Statement statement(ScalingSpec spec, @Nullable ScalingDecision shown) {
    if (shown == null) {
      return unknown(ACTIVE, "SignalsMissing", "nothing has been heard from the broker yet");
    }
    if (!shown.isActive()) {
      return no(ACTIVE, shown.verdict().reason(), shown.sentence());
    }
    return spec.isDryRun()
        ? no(ACTIVE, "DryRun", "what is decided is only told, see status.autoscaling")
        : yes(ACTIVE, "Scaling", "the number of workers follows the work");
  }

  static ScalingStatus status(ScalingDecision decision) {
    return new ScalingStatus(
        decision.desired(),
        decision.sentence(),
        decision.clamp().words(),
        decision.at().truncatedTo(ChronoUnit.MILLIS).toString(),
        decision.isActive() ? terms(decision.terms()) : null);
  }

  private static ScalingStatus.Terms terms(ScalingTerms terms) {
    ScalingTerms.Load load = terms.load();
    return new ScalingStatus.Terms(
        new ScalingStatus.Load(
            round(load.arrivals()),
            round(load.serviceSeconds()),
            round(load.ready()),
            round(load.soon()),
            round((double) load.inFlight()),
            round(load.waited().toMillis() / 1e3)),
        round(terms.steady()),
        round(terms.catchup()),
        round(terms.startup()),
        round(terms.depth()),
        terms.floor(),
        terms.want());
  }

  private static double round(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
