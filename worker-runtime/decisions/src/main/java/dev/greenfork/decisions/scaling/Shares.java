package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.scaling.QueueSignal.Rivals;

/** Which part of the work of queues is a pool's. Pure. */
final class Shares {

  private Shares() {}

  /**
   * A pool's part of what pools do for a queue, over 0 to 1: in proportion to their slots at their
   * largest, so that they reach their maxima together.
   *
   * @param own slots of this pool at its largest
   */
  static double of(long own, Rivals rivals) {
    return own <= 0 ? 0 : (double) own / (own + Math.max(0, rivals.slots()));
  }
}
