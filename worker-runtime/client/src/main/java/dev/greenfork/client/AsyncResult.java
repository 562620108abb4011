package dev.greenfork.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The result of a task, now or later. Thread safe.
 *
 * @param <T> the type that the value is mapped to by Jackson
 */
public interface AsyncResult<T> {

  /** The task's id. */
  String id();

  /**
   * Waits for the value.
   *
   * @throws TaskFailedException if the task failed or was revoked
   * @throws TaskTimeoutException if it has not ended within {@code patience}
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  T get(Duration patience) throws InterruptedException;

  /** Done with the value, or with a {@link TaskFailedException}. Waits without a thread. */
  CompletionStage<T> onComplete();

  /**
   * The state now: PENDING where nothing is stored, STARTED, RETRY, SUCCESS, FAILURE, REVOKED, or
   * one of the application's own. One round trip.
   */
  String state();

  /** Whether a task in this state has ended. */
  static boolean isReady(String state) {
    return States.isReady(state);
  }

  /** Whether it has ended: SUCCESS, FAILURE or REVOKED. One round trip. */
  default boolean isReady() {
    return States.isReady(state());
  }

  /** Whether it has failed or was revoked. One round trip. */
  default boolean isFailed() {
    return States.isFailed(state());
  }

  /** The results of what the task sent, as far as it has stored them. One round trip. */
  List<AsyncResult<?>> children();

  /** The result of what ran before it in its workflow; empty where that is not known. */
  Optional<AsyncResult<?>> parent();

  /** Removes what is stored of it and of its parents. Who still waits, waits in vain. */
  void forget();

  /**
   * Tells all workers not to run it; one that runs already goes on. Returns when the broker has the
   * message. Workers that start later are told too.
   */
  void revoke() throws InterruptedException;

  /** As {@link #revoke}; where it runs already, it is interrupted or its process is killed. */
  void terminate() throws InterruptedException;
}
