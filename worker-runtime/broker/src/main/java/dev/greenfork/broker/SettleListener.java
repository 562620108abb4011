package dev.greenfork.broker;

/**
 * Hears what became of a settlement. Called on the writer's thread: must be quick and must not
 * throw or block.
 */
@FunctionalInterface
public interface SettleListener {

  /** Does nothing. */
  SettleListener NONE = settled -> {};

  void settled(Settled settled);
}
