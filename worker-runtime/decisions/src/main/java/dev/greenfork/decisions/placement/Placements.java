package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides about tasks that do not say what they do: they start in prefork, where each run is
 * measured and none disturbs another, go to green when they are shown to wait, and back at once
 * when they hog.
 */
public final class Placements {

  /** Blocked runs that hold their carriers are made up for; that many are too many. */
  private static final int PINS = 3;

  private static final double PINNED_SHARE = 0.01;

  private final Policy policy;
  private final ByType<PoolShape> shapes;

  public Placements(Policy policy, ByType<PoolShape> shapes) {
    this.policy = policy;
    this.shapes = shapes;
  }

  /** Decides about one task. */
  public Decision decide(Placed before, ByType<Evidence> evidence, Instant now) {
    return switch (before.type()) {
      case PREFORK -> inPrefork(before, evidence, now);
      case GREEN -> inGreen(before, evidence, now);
    };
  }

  /**
   * What a run costs in either type, in core seconds, by the runs in that type where there are any.
   */
  public ByType<Double> costs(ByType<Evidence> evidence) {
    return new ByType<>(
        shapes.green().cost(mean(evidence.green(), evidence.prefork())),
        shapes.prefork().cost(mean(evidence.prefork(), evidence.green())));
  }

  /** The evidence after a decision: where a task is moved to, it begins anew. */
  public static ByType<Evidence> after(Decision decision, ByType<Evidence> evidence) {
    PoolType to = decision.placed().type();
    return decision.moved() ? evidence.with(to, evidence.of(to).afresh()) : evidence;
  }

  private static Evidence.Mean mean(Evidence own, Evidence other) {
    return own.recent().used().measured() > 0 ? own.mean() : other.mean();
  }

  private Decision inPrefork(Placed before, ByType<Evidence> evidence, Instant now) {
    Reason reason = suits(evidence);
    return switch (reason) {
      case Reason.Waits waits when now.isBefore(before.restsUntil()) ->
          stays(before, new Reason.Rests(before.restsUntil(), waits));
      case Reason.Waits waits ->
          new Decision(
              new Placed(PoolType.GREEN, now, exiles(before, now), now.plus(policy.rest())),
              waits,
              true);
      default -> stays(before, reason);
    };
  }

  /**
   * {@link Reason.Waits} for a task that suits a green pool by its runs in prefork, else why not.
   */
  Reason suits(ByType<Evidence> evidence) {
    Evidence prefork = evidence.prefork();
    long runs = prefork.recent().spread().share().total();
    if (runs < policy.minSamples() && !isClear(prefork, runs)) {
      return new Reason.TooFew(runs, policy.minSamples());
    }
    if (prefork.longestCpu().compareTo(policy.longestCpu()) > 0) {
      return new Reason.TooLong(prefork.longestCpu(), policy.longestCpu());
    }
    if (prefork.highShare() > policy.share()) {
      return new Reason.Computes(prefork.highShare(), policy.share());
    }
    ByType<Double> cost = costs(new ByType<>(Evidence.NONE, prefork));
    if (cost.green() >= cost.prefork() * (1 - Policy.COST_MARGIN)) {
      return new Reason.NotCheaper(cost);
    }
    return new Reason.Waits(prefork.highShare(), prefork.longestCpu(), cost);
  }

  /** Few runs suffice where all of them took at most half of what they may: waiting is dear. */
  private boolean isClear(Evidence prefork, long runs) {
    return runs >= policy.clearSamples()
        && prefork.highShare() <= policy.share() / 2
        && prefork.longestCpu().compareTo(policy.longestCpu().dividedBy(2)) <= 0;
  }

  private Decision inGreen(Placed before, ByType<Evidence> evidence, Instant now) {
    Reason reason = fault(evidence);
    if (reason instanceof Reason.Hogged) {
      return exile(before, reason, now);
    }
    if (reason instanceof Reason.Waits || reason instanceof Reason.TooFew) {
      return stays(before, reason);
    }
    return now.isBefore(before.restsUntil())
        ? stays(before, new Reason.Rests(before.restsUntil(), reason))
        : exile(before, reason, now);
  }

  /** What is wrong with a task by its runs in green; if nothing is, that it waits or is too new. */
  Reason fault(ByType<Evidence> evidence) {
    Evidence green = evidence.green();
    Seen.Counts counts = green.recent().counts();
    if (counts.hogs() > 0) {
      return new Reason.Hogged(counts.hogs(), Math.max(counts.runs(), counts.hogs()));
    }
    if (counts.pins() >= PINS && counts.pins() >= counts.runs() * PINNED_SHARE) {
      return new Reason.Pinned(counts.pins(), Math.max(counts.runs(), counts.pins()));
    }
    if (counts.runs() < policy.minSamples()) {
      return new Reason.TooFew(counts.runs(), policy.minSamples());
    }
    double allowed = Math.min(1, policy.share() * Policy.SHARE_MARGIN);
    if (green.meanShare() > allowed) {
      return new Reason.Computes(green.meanShare(), allowed);
    }
    ByType<Double> cost = costs(new ByType<>(green, Evidence.NONE));
    if (cost.green() > cost.prefork() * (1 + Policy.COST_MARGIN)) {
      return new Reason.NotCheaper(cost);
    }
    return new Reason.Waits(green.meanShare(), green.longestCpu(), cost);
  }

  private Decision exile(Placed before, Reason reason, Instant now) {
    int exiles = before.exiles() + 1;
    return new Decision(
        new Placed(PoolType.PREFORK, now, exiles, now.plus(policy.restAfter(exiles))),
        reason,
        true);
  }

  /** What happened long ago is forgotten. */
  private int exiles(Placed before, Instant now) {
    Duration quiet = Duration.between(before.since(), now);
    return quiet.compareTo(policy.forgiveness()) > 0 ? 0 : before.exiles();
  }

  private static Decision stays(Placed before, Reason why) {
    return new Decision(before, why, false);
  }
}
