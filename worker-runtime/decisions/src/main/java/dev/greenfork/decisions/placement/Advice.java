package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.util.Optional;

/** What the evidence says about a task whose place was declared. It is never moved for that. */
public final class Advice {

  private final Placements placements;

  public Advice(Placements placements) {
    this.placements = placements;
  }

  /**
   * Why a task would be better off in the other type of pool; empty if it is well where it is, or
   * nobody knows yet.
   *
   * @param declared where its declaration sends it
   */
  public Optional<Reason> about(PoolType declared, ByType<Evidence> evidence) {
    Reason reason =
        switch (declared) {
          case GREEN -> placements.fault(evidence);
          case PREFORK -> placements.suits(evidence);
        };
    return switch (reason) {
      case Reason.Hogged _, Reason.Pinned _, Reason.Computes _ ->
          declared == PoolType.GREEN ? Optional.of(reason) : Optional.empty();
      case Reason.Waits _ -> declared == PoolType.PREFORK ? Optional.of(reason) : Optional.empty();
      case Reason.TooFew _, Reason.TooLong _, Reason.NotCheaper _, Reason.Rests _ ->
          Optional.empty();
    };
  }
}
