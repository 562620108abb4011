package dev.greenfork.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The splitting of queues, for those who do not fetch from them. Each call makes a round trip or a
 * few over a connection that is kept, and throws a {@link BrokerException} if that fails. Thread
 * safe.
 */
public interface Splits {

  /**
   * What one batch did.
   *
   * @param moved messages that went to sub-queues, or came from them
   * @param left messages that wait to be moved
   */
  record Batch(long moved, long left) {}

  /** Replaces the rules of all queues; workers heed them from their next fetch on. */
  void setRules(String rules);

  /**
   * Replaces what was measured about where tasks run best, which counts for those of which neither
   * rules nor their code say it; workers heed it from their next fetch on.
   */
  void setLearned(String learned);

  /** Both. */
  RuleTexts rules();

  /** Keeps a list of tasks at the broker for 7 days from now on, and names it. */
  String publish(String tasks);

  /** The lists of these names that are kept, by name. */
  Map<String, String> tasks(Collection<String> digests);

  /**
   * Says which types of pool serve which queues even while none of their workers lives, in the
   * place of what was said about the same pool and queue before.
   *
   * @param life how long that counts unless it is said again
   */
  void declare(Collection<Declaration> declarations, Duration life);

  /** The queues for which pools were ever declared and that were not forgotten since. */
  Set<String> declared();

  /** Forgets that pools were declared for a queue. */
  void forget(String queue);

  /** Who serves these queues and what waits in their parts, in the order asked. Changes nothing. */
  List<QueueService> look(Collection<String> queues);

  /**
   * Writes a table of routes, as workers do: what is split before, is split by it.
   *
   * @return false if another state holds by now
   */
  boolean fill(ServedQueue queue, Map<String, SubQueue> places);

  /**
   * Says that a type of pool serves a queue even while none of its workers lives.
   *
   * @param type {@code green} or {@code prefork}
   * @param tasks the tasks that it knows, as {@link Placer#index} gives them; empty if unknown
   * @param pool its name
   * @param life how long that counts unless it is said again
   */
  void declare(String queue, String type, String tasks, String pool, Duration life);

  /** Takes back all that was declared for this pool. */
  void withdraw(String queue, String pool);

  /**
   * Moves a batch from a queue to its sub-queues. Does nothing unless a table of routes says that
   * it is split, which workers write.
   *
   * @param undecided where a message goes whose task is in no table: to workers that decide
   */
  Batch split(String queue, SubQueue undecided);

  /**
   * Moves what lies in all sub-queues, parked messages included, back to the head of their queue.
   * What is moved meanwhile by workers that still split it stays where they put it.
   *
   * @return how many messages were moved
   */
  long merge(String queue);

  /** As {@link #merge(String)}, of one sub-queue. */
  long merge(String queue, SubQueue part);

  /** Whether both types serve a queue now, so that workers split it. */
  boolean isSplit(String queue);
}
