package dev.greenfork.operator.replicas;

import dev.greenfork.decisions.resources.DrainingWorker;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One autoscaled pool: what was decided, and how many workers there are to be now. It grows with
 * the decision and shrinks by {@link Shrink} alone. Thread-safe.
 */
final class Scaled {

  /** In the status. */
  private static final int MOST_SHOWN = 50;

  private ScaledPool pool;
  private ScalingSpec spec;
  private @Nullable ScalingDecision decision;
  private @Nullable ScalingDecision shown;
  private int replicas;
  private boolean maybeOrders = true;
  private List<DrainingWorker> draining = List.of();
  private Set<String> leaving = Set.of();

  /**
   * @param replicas how many there are: the Deployment's, so that a restart changes nothing
   */
  Scaled(ScaledPool pool, ScalingSpec spec, int replicas) {
    this.pool = pool;
    this.spec = spec;
    this.replicas = replicas;
  }

  synchronized ScaledPool pool() {
    return pool;
  }

  synchronized ScalingSpec spec() {
    return spec;
  }

  /** A pool whose tasks nobody has told has a worker at least, which tells them. */
  synchronized void respecified(ScaledPool now, ScalingSpec how) {
    pool = now;
    spec = how;
    replicas = Math.max(replicas, least());
  }

  private int least() {
    return pool.untold() && !spec.isPaused() && !spec.isDryRun() ? 1 : 0;
  }

  /** Whether it is time to decide although nothing was heard. */
  synchronized boolean isDue(Instant now, Duration most) {
    ScalingDecision last = decision;
    return last == null
        || !last.at().plus(most).isAfter(now)
        || (last.wakeAt() != null && !last.wakeAt().isAfter(now));
  }

  /**
   * Takes a decision, and grows at once.
   *
   * @return whether there is something to do or to say
   */
  synchronized boolean decided(ScalingDecision made) {
    decision = made;
    ScalingDecision before = shown;
    shown = Decisions.shown(before, made);
    int goal = goal();
    boolean grows = goal > replicas;
    if (grows) {
      replicas = goal;
    }
    return grows || !Objects.equals(shown, before);
  }

  /** How many there are to be in the end; as many as there are while nothing is decided. */
  synchronized int goal() {
    ScalingDecision last = decision;
    return last == null || !last.isActive() || spec.isDryRun()
        ? replicas
        : Math.max(least(), last.desired());
  }

  synchronized int replicas() {
    return replicas;
  }

  /** Whether somebody is to drain, or may have been told to. */
  synchronized boolean concernsDrains() {
    return maybeOrders || goal() < replicas;
  }

  /** The pods that fetch nothing more. */
  synchronized Set<String> draining() {
    return draining.stream().map(DrainingWorker::pod).collect(Collectors.toSet());
  }

  /**
   * What was done to get smaller; of no effect on the number if the pool has grown meanwhile.
   *
   * @param from how many there were when that was decided
   * @return whether there is something to do or to say
   */
  synchronized boolean shrunk(Shrink shrink, int from) {
    boolean changed = !draining.equals(shrink.draining());
    draining = shrink.draining();
    maybeOrders = !shrink.draining().isEmpty() || !shrink.cancels().isEmpty();
    if (replicas == from && goal() < from && shrink.replicas() < from) {
      replicas = shrink.replicas();
      leaving = shrink.leaving();
      changed = true;
    }
    return changed;
  }

  /** The pods that were fit to go when the pool last got smaller. */
  synchronized Set<String> leaving() {
    return leaving;
  }

  synchronized Standing standing() {
    ScalingDecision last = shown;
    return new Standing(
        replicas,
        last == null ? null : Decisions.status(last),
        least() > 0 && replicas == 1 && (last == null || last.desired() == 0),
        Decisions.statement(spec, last),
        draining.stream().limit(MOST_SHOWN).toList());
  }
}
