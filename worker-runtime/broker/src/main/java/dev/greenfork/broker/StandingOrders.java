package dev.greenfork.broker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What remote control has ordered and must outlive those who heard it: revocations and limits, kept
 * at the broker for workers that start later. Whoever hears an order writes it. Thread safe.
 *
 * <p>Writing does not block, as {@link Fanout#publish}, and may be repeated. Revocations are
 * forgotten after 3 hours, and the oldest when there are more than 50,000 (Celery's {@code
 * REVOKE_EXPIRES} and {@code REVOKES_MAX}); limits last until they are changed, those of the first
 * 10,000 tasks.
 */
public interface StandingOrders {

  /** These tasks are not to be run. */
  CompletionStage<Void> revoke(Collection<String> taskIds);

  /**
   * Tasks that carry one of these stamps are not to be run.
   *
   * @param stamps values by the stamp's name, each as JSON text
   */
  CompletionStage<Void> revokeStamped(Map<String, ? extends Collection<String>> stamps);

  /** A task's rate from now on, as Celery writes it: {@code 10/m}; 0 for no limit. */
  CompletionStage<Void> limitRate(String task, String rate);

  /** A task's time limits from now on. */
  CompletionStage<Void> limitTime(String task, TimeOrder limits);

  /**
   * All that is ordered now; blocks for a round trip on a connection of its own.
   *
   * @throws BrokerException if that fails
   */
  Orders read();

  /**
   * Time limits of a task in seconds, null for none.
   *
   * @param soft the task is told
   * @param hard the task is ended
   */
  record TimeOrder(@Nullable Double soft, @Nullable Double hard) {}

  /**
   * What is ordered.
   *
   * @param revoked ids of tasks, oldest order first
   * @param stamps JSON values by the stamp's name
   * @param rates by task
   * @param times by task
   */
  record Orders(
      List<String> revoked,
      Map<String, Set<String>> stamps,
      Map<String, String> rates,
      Map<String, TimeOrder> times) {}
}
