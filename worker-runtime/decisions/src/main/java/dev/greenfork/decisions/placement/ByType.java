package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;

/** One for each type of pool. */
public record ByType<T>(T green, T prefork) {

  /** That of a type. */
  public T of(PoolType type) {
    return type == PoolType.GREEN ? green : prefork;
  }

  /** With another one for a type. */
  public ByType<T> with(PoolType type, T other) {
    return type == PoolType.GREEN ? new ByType<>(other, prefork) : new ByType<>(green, other);
  }
}
