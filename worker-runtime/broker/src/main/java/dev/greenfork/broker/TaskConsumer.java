package dev.greenfork.broker;

import java.time.Duration;
import java.util.List;

/**
 * A registered worker's link to its queues. It mends its connections by itself, with back-off, for
 * as long as it is open.
 *
 * <p>{@link #fetch} is for one thread; everything else is thread safe.
 */
public interface TaskConsumer extends AutoCloseable {

  /**
   * Moves up to {@code slots} messages into this worker's record and returns them; waits up to
   * {@code patience} for the first one. Comes back empty when nothing came, while the broker is
   * away, and after {@link #stopFetching}.
   *
   * @param slots how many tasks can start now, at least 1
   * @throws InterruptedException if the thread is interrupted while it waits; nothing has been
   *     fetched then
   */
  List<Delivery> fetch(int slots, Duration patience) throws InterruptedException;

  /** The queues that are served now, in no particular order. */
  List<String> queues();

  /** Serves this queue as well, from the next look on; false if it is served already. */
  boolean serve(String queue);

  /**
   * Serves this queue no more; what was fetched from it is still to be settled. False if it was not
   * served. Without any queue nothing is fetched, until one is served again.
   */
  boolean leave(String queue);

  /** Makes known how many tasks the worker can run at once from now on. */
  void resized(int concurrency);

  /** Whom to tell what is ordered about this worker, see {@link Drains}; from now on. */
  void obey(Drainable worker);

  /**
   * Wakes a waiting {@link #fetch} and makes it and all later ones return nothing. The lease is
   * kept.
   */
  void stopFetching();

  /**
   * Queues a settlement for the writer, which sends many in one round trip and repeats them until
   * they are confirmed. Blocks while too much is unwritten.
   *
   * @throws BrokerUnavailableException if this consumer is closed
   */
  void settle(Settlement settlement, SettleListener listener);

  /** As {@link #settle(Settlement, SettleListener)}, for callers that do not wait for the end. */
  default void settle(Settlement settlement) {
    settle(settlement, SettleListener.NONE);
  }

  /** Stores the result of a task that was acknowledged early. */
  void store(StoredResult result);

  /** Stores a state that does not end its delivery, such as STARTED, if that is still recorded. */
  void store(DeliveryTag tag, StoredResult result);

  /**
   * Says that a delivery waits here before its start: if this process dies, that is no death of
   * its. Costs no round trip.
   */
  void markWaiting(DeliveryTag tag);

  /**
   * Says that a delivery which was marked as waiting, or is suspect, starts now.
   *
   * @param listener hears {@link Settled#DONE} once that is recorded, {@link Settled#REFUSED} if
   *     the delivery is no longer ours
   */
  void markStarted(DeliveryTag tag, SettleListener listener);

  /**
   * Waits until all that was queued before is confirmed.
   *
   * @return false if that took longer than {@code patience}
   */
  boolean flush(Duration patience) throws InterruptedException;

  /**
   * Looks for workers whose lease has run out and moves their deliveries to the heads of the queues
   * they came from. Also done by itself every few seconds, once this worker has been connected for
   * as long as a lease lives.
   *
   * @return how many messages were moved
   */
  int restoreAbandoned();

  /**
   * What waits at the broker for its time, in queues that this worker speaks for: of the live
   * workers that serve a queue, the one whose incarnation sorts first does. The soonest first; of
   * very large messages fewer. One round trip on a connection of its own.
   *
   * @param most how many at most
   * @throws BrokerException if that fails
   */
  List<DelayedMessage> delayed(int most);

  /** What monitors ask: whether it is connected, and what it holds. */
  ConsumerStatus status();

  /**
   * Ends threads and connections after waiting up to 5 s for the writer, puts what is still
   * recorded back into its queues and removes the lease.
   */
  @Override
  void close();
}
