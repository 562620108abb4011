package dev.greenfork.operator.replicas;

import dev.greenfork.broker.DrainOrder;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a pool that may be one too many; those that are being deleted already are none.
 *
 * @param pod its name
 * @param node the name of the worker in it
 * @param readiness how far it is
 * @param mark what stands on it
 * @param held messages that its worker has on record
 * @param order the order to drain that stands for it; null if there is none
 */
record Candidate(
    String pod,
    String node,
    Readiness readiness,
    Mark mark,
    long held,
    @Nullable DrainOrder order) {

  /** How far a pod is. */
  enum Readiness {
    /** It has never been ready, so nothing was fetched there. */
    STARTING,
    READY,
    /** It was ready once and is not now. */
    UNREADY
  }

  /**
   * What stands on a pod.
   *
   * @param cost of its deletion
   * @param template of which template it was made
   */
  record Mark(int cost, String template) {}

  /** Whether it is told to drain. */
  boolean isOrdered() {
    return order != null && order.left().isPositive();
  }

  /** Whether it has said that it has nothing left, and fetches nothing for a good while yet. */
  boolean isIdle() {
    return order != null
        && order.left().compareTo(Shrink.MARGIN) >= 0
        && order.answer() != null
        && order.answer().isIdle();
  }

  /** What it still has to do, as far as is known. */
  long work() {
    return order != null && order.answer() != null ? order.answer().held() : held;
  }
}
