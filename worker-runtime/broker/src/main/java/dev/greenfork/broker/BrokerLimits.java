package dev.greenfork.broker;

/**
 * Bounds of what lies in memory and on the broker.
 *
 * @param messageBytes a larger message is dead-lettered without being sent to a worker
 * @param resultBytes a task with a larger result fails, as JSON with all that Celery keeps of it
 * @param fetchBytes a fetch ends when it has this much
 * @param settleBytes settlements that wait to be written hold at most this much; then {@link
 *     TaskConsumer#settle} blocks
 * @param deadEntries entries of a dead-letter list
 * @param deadBytes bytes of a dead-letter list
 */
public record BrokerLimits(
    int messageBytes,
    int resultBytes,
    int fetchBytes,
    int settleBytes,
    int deadEntries,
    long deadBytes) {

  /**
   * 16 MiB a message or result, 8 MiB a fetch, 32 MiB unwritten, 10,000 entries and 64 MiB of dead
   * letters.
   */
  public static final BrokerLimits DEFAULT =
      new BrokerLimits(16 << 20, 16 << 20, 8 << 20, 32 << 20, 10_000, 64L << 20);

  public BrokerLimits withResultBytes(int changed) {
    return new BrokerLimits(messageBytes, changed, fetchBytes, settleBytes, deadEntries, deadBytes);
  }
}
