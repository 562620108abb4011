package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;

/** Where a task's messages wait. */
public enum Place {
  /** For green pools. */
  GREEN,
  /** For prefork pools. */
  PREFORK,
  /** For the type of pool that it requires and that does not serve its queue, or not with it. */
  PARKED,
  /** In another queue, of others who run it, because a rule says so. */
  SENT_ON,
  /** Nowhere: no pool that serves its queue knows it. */
  NOT_REGISTERED;

  /** Where the tasks of such pools wait. */
  public static Place of(PoolType type) {
    return type == PoolType.GREEN ? GREEN : PREFORK;
  }
}
