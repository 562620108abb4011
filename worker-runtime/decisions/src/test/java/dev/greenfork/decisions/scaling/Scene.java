package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.PodSignal.Trouble;
import dev.greenfork.decisions.scaling.QueueSignal.Backlog;
import dev.greenfork.decisions.scaling.QueueSignal.Delayed;
import dev.greenfork.decisions.scaling.QueueSignal.Rivals;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool whose signals a test sets by hand; decides with a state that it carries on. */
final class Scene {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  Instant now = START;
  Instant seen = START;
  ScalingSpec spec;
  PoolType type = PoolType.PREFORK;
  int slots = 1;
  int replicas;
  int ready;
  long waiting;
  double departed;
  long inFlight;
  Delayed delayed = Delayed.NONE;
  Rivals rivals = Rivals.NONE;
  Duration start = Duration.ofSeconds(3);
  @Nullable Trouble trouble;
  boolean silent;
  Map<String, ServiceTime> services = Map.of("t", new ServiceTime(1, 1000));
  Map<String, Double> mix = Map.of();
  ScalingState state = ScalingState.NEW;

  Scene(ScalingSpec spec) {
    this.spec = spec;
  }

  /** Some pods that all run. */
  Scene running(int pods) {
    replicas = pods;
    ready = pods;
    return this;
  }

  ScalingDecision decide() {
    seen = now;
    return decideOnOld();
  }

  ScalingDecision decideOnOld() {
    Scaling.Outcome outcome = Scaling.decide(inputs(), spec, state, now);
    state = outcome.state();
    return outcome.decision();
  }

  /** Decides each second for a while, as if all were done as decided at once. */
  ScalingDecision pass(Duration time, double arrivalsPerSecond) {
    ScalingDecision last = decide();
    for (int i = 0; i < time.toSeconds(); i++) {
      now = now.plusSeconds(1);
      departed += arrivalsPerSecond;
      last = decide();
      running(last.desired());
    }
    return last;
  }

  private ScalingInputs inputs() {
    QueueSignal queue =
        new QueueSignal("q", seen, new Backlog(waiting, departed, null, mix), delayed, rivals);
    return new ScalingInputs(
        new Capacity(type, slots),
        new PodSignal(now, replicas, ready, 0, start, trouble),
        silent ? null : new AtBroker(List.of(queue), new WorkSignal(seen, inFlight, 0), services),
        silent ? "Redis at redis:6379 does not answer" : null);
  }
}
