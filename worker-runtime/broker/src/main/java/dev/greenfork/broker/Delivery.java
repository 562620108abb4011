package dev.greenfork.broker;

/**
 * A message that was moved from its queue into the worker's record and must be settled.
 *
 * @param tag its name
 * @param queue the queue it came from, without prefix and priority step
 * @param step the priority step it waited in
 * @param envelope the message, bytes untouched
 * @param deaths how many processes died while they ran it, as far as is known
 * @param redelivered whether a worker had started it before, and may have stored its result
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per message and never compared
public record Delivery(
    DeliveryTag tag, String queue, int step, byte[] envelope, int deaths, boolean redelivered) {

  /** So many deaths beside others may be chance; with the next one it has to be alone. */
  public static final int SUSPECT_AFTER = 2;

  /** Of a message that comes for the first time. */
  public Delivery(DeliveryTag tag, String queue, int step, byte[] envelope) {
    this(tag, queue, step, envelope, 0, false);
  }

  /**
   * Whether it may be what kills its processes: it is recorded as not started, and counts as
   * started from {@link TaskConsumer#markStarted} on.
   */
  public boolean suspect() {
    return deaths >= SUSPECT_AFTER;
  }
}
