package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.PoolType;

/**
 * What one worker of the pool can do.
 *
 * @param type how it runs tasks
 * @param slots tasks at once, at least 1
 */
public record Capacity(PoolType type, int slots) {

  public Capacity {
    if (slots < 1) {
      throw new IllegalArgumentException("a worker has at least one slot, not " + slots);
    }
  }
}
