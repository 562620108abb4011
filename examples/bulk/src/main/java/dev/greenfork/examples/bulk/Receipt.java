package dev.greenfork.examples.bulk;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskSignature;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the producer gives for a call: done when the broker has the task. Thread safe. */
public final class Receipt {
  private final TaskSignature<Object> call;
  private final CompletableFuture<AsyncResult<Object>> sent = new CompletableFuture<>();

  Receipt(TaskSignature<Object> call) {
    this.call = call;
  }

  TaskSignature<Object> call() {
    return call;
  }

  void sent(AsyncResult<Object> result) {
    sent.complete(result);
  }

  void failed(Throwable problem) {
    sent.completeExceptionally(problem);
  }

  /** Done with the result to come, or with the reason why the task was not sent. */
  public CompletionStage<AsyncResult<Object>> onSent() {
    return sent.minimalCompletionStage();
  }

  /**
   * Waits until the broker has the task.
   *
   * @throws TimeoutException if it does not have it within {@code patience}
   * @throws ExecutionException with the reason as its cause if the task was not sent
   */
  public AsyncResult<Object> await(Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
