package dev.greenfork.worker;

import dev.greenfork.broker.Delivery;

/**
 * What becomes of a message whose process died while it ran.
 *
 * @param maxDeliveries after so many deaths it is given up, at least 1: FAILURE WorkerLostError,
 *     and a dead letter
 * @param onWorkerLost what a lost prefork child means
 */
public record Redelivery(int maxDeliveries, OnWorkerLost onWorkerLost) {

  /** What a lost prefork child means for its task. */
  public enum OnWorkerLost {
    /** It is delivered again. */
    REDELIVER,
    /** It fails with WorkerLostError, as in Celery. */
    FAIL
  }

  /** Five times, and again after a lost child. */
  public static final Redelivery DEFAULT = new Redelivery(5, OnWorkerLost.REDELIVER);

  public Redelivery {
    if (maxDeliveries < 1) {
      throw new IllegalArgumentException(
          "A message must be delivered at least once, but --max-deliveries is %d."
              .formatted(maxDeliveries));
    }
  }

  /**
   * Whether a message that comes with so many deaths is not to be run again. Beside others nobody
   * is convicted: that takes a death for which it was the only suspect.
   */
  public boolean givesUpBefore(int deaths) {
    return deaths >= Math.max(maxDeliveries, Delivery.SUSPECT_AFTER + 1);
  }

  /** Whether a message is not to be run again after a death that was certainly its own. */
  public boolean givesUpAfter(int deaths) {
    return deaths >= maxDeliveries;
  }
}
