package dev.greenfork.broker;

/** In which order a worker looks into its queues, within one priority (kombu's strategies). */
public enum QueueOrder {
  /** In turn: the one that delivered goes to the back. */
  ROUND_ROBIN,
  /** Always by name; an earlier queue can starve a later one. */
  SORTED,
  /** Always as they are listed; an earlier queue can starve a later one. */
  PRIORITY
}
