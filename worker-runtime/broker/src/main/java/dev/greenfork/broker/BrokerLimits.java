package dev.greenfork.broker;

/**
 * Bounds of what lies in memory and on the broker, in bytes where nothing else is said.
 *
 * @param messageBytes a larger message is dead-lettered without being sent to a worker
 * @param resultBytes a task with a larger result fails, as JSON with all that Celery keeps of it
 * @param fetchBytes a fetch ends when it has this much
 * @param heldBytes nothing is fetched while messages that have not ended hold this much; those of 4
 *     KiB and less do not count
 * @param settleBytes settlements that wait to be written hold at most this much; then {@link
 *     TaskConsumer#settle} blocks
 * @param deadEntries entries of a dead-letter list
 * @param deadBytes bytes of a dead-letter list
 */
public record BrokerLimits(
    int messageBytes,
    int resultBytes,
    int fetchBytes,
    long heldBytes,
    int settleBytes,
    int deadEntries,
    long deadBytes) {

  /**
   * 16 MiB a message or result, 8 MiB a fetch, 64 MiB held, 32 MiB unwritten, 10,000 entries and 64
   * MiB of dead letters.
   */
  public static final BrokerLimits DEFAULT =
      new BrokerLimits(16 << 20, 16 << 20, 8 << 20, 64 << 20, 32 << 20, 10_000, 64L << 20);

  public BrokerLimits withResultBytes(int changed) {
    return new BrokerLimits(
        messageBytes, changed, fetchBytes, heldBytes, settleBytes, deadEntries, deadBytes);
  }

  public BrokerLimits withHeldBytes(long changed) {
    return new BrokerLimits(
        messageBytes, resultBytes, fetchBytes, changed, settleBytes, deadEntries, deadBytes);
  }
}
