package dev.greenfork.client;

import java.time.Duration;
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
}
