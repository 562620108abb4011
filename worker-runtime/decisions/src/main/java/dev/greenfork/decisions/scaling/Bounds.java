package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.ScalingSpec;

/** From what the work asks for to what may be done. Pure. */
final class Bounds {

  private Bounds() {}

  /** What may be done, and what bounded it last. */
  record Bounded(int desired, Clamp clamp) {}

  /**
   * Bounds a want.
   *
   * @param kept workers that were needed within the stabilization time
   */
  static Bounded of(ScalingInputs inputs, ScalingSpec spec, ScalingTerms terms, int kept) {
    int current = inputs.pods().replicas();
    if (spec.isPaused()) {
      return new Bounded(current, Clamp.HELD);
    }
    Bounded bounded = stabilized(current, terms.want(), kept);
    if (bounded.desired() < current) {
      bounded = atLeast(bounded, Math.min(current, terms.floor()), Clamp.WORK_IN_PROGRESS);
    }
    if (bounded.desired() > current && inputs.pods().trouble() != null) {
      // At zero there is no pod that could show it: one is started to see.
      bounded = atMost(bounded, Math.max(current, 1), Clamp.TROUBLE);
    }
    bounded = atLeast(bounded, spec.min(), Clamp.MIN);
    bounded = atMost(bounded, spec.max(), Clamp.MAX);
    if (spec.isFrozenIn()) {
      bounded = atLeast(bounded, current, Clamp.FROZEN_IN);
    }
    if (spec.isFrozenOut()) {
      bounded = atMost(bounded, current, Clamp.FROZEN_OUT);
    }
    return bounded;
  }

  /** Grows to what is wanted now, shrinks to what was needed of late. */
  private static Bounded stabilized(int current, int want, int kept) {
    int desired = want >= current ? want : Math.min(current, Math.max(want, kept));
    return new Bounded(desired, desired == want ? Clamp.NONE : Clamp.STABILIZATION);
  }

  private static Bounded atLeast(Bounded before, int least, Clamp clamp) {
    return before.desired() < least ? new Bounded(least, clamp) : before;
  }

  private static Bounded atMost(Bounded before, int most, Clamp clamp) {
    return before.desired() > most ? new Bounded(most, clamp) : before;
  }
}
