package dev.greenfork.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What people and the operator do with whole queues. Over a connection that is kept until the
 * broker is closed. Thread safe.
 */
public interface QueueAdmin {

  /**
   * The queues that producers, workers, delayed messages and dead letters name, sorted. Looks
   * through all keys of the database, some thousand at a time.
   */
  List<String> names();

  /** What lies in each of these queues, in the order asked. */
  List<QueueState> look(Collection<String> queues);

  /**
   * Deletes what waits in a queue, in its sub-queues and delayed messages included, and says how
   * much that was.
   */
  Purged purge(String queue);

  /** The dead letters of a queue, newest first, at most this many. */
  List<DeadMessage> dead(String queue, int most);

  /**
   * Puts a dead letter's message back to the tail of its queue, in one step with its removal; does
   * nothing if the letter is gone or holds only the beginning of its message.
   */
  Requeued requeue(DeadMessage letter);

  /** Deletes a dead letter; false if it was gone. */
  boolean drop(DeadMessage letter);

  /** Deletes all dead letters of a queue and says how many those were. */
  long dropAll(String queue);

  /**
   * Moves messages of these queues whose time has come to where workers fetch them, one batch.
   *
   * @return how long until the next one is due; zero if one is now
   */
  Duration moveDue(List<String> queues);
}
