package dev.greenfork.broker;

import java.util.List;

/**
 * Hears what became of a settlement. Called on the writer's thread: must be quick and must not
 * throw or block.
 */
@FunctionalInterface
public interface SettleListener {

  /** Does nothing. */
  SettleListener NONE = settled -> {};

  void settled(Settled settled);

  /**
   * Instead of {@link #settled}: nothing but counting was done, because chords must be joined
   * first.
   *
   * @param complete places in {@link Joins#parts} that completed a chord which is not closed
   * @param lost places in {@link Joins#closings} of chords whose body another worker sends
   */
  default void join(List<Integer> complete, List<Integer> lost) {}
}
