package dev.greenfork.examples.bulk;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Sends the calls of many threads in batches, which costs a round trip per batch instead of one per
 * call. Holds at most ten thousand calls: beyond that {@link #submit} waits. Thread safe; owns one
 * thread, which {@link #close} ends after the last call is sent.
 */
public final class BulkProducer implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 1_000;
  private static final long POLL_MILLIS = 50;

  private final Sender sender;
  private final BlockingQueue<Receipt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closing;

  /** A producer; {@code new BulkProducer(client::sendAll)}. */
  public BulkProducer(Sender sender) {
    this.sender = sender;
    this.thread = Thread.ofPlatform().name("bulk-producer").start(this::run);
  }

  /** Sends many calls at once and says, in their order, what results to wait for. */
  @FunctionalInterface
  public interface Sender {
    CompletionStage<List<AsyncResult<Object>>> send(List<TaskSignature<Object>> calls);
  }

  /**
   * Hands over a call.
   *
   * @throws IllegalStateException after {@link #close}
   * @throws InterruptedException if the thread is interrupted while the producer is full
   */
  public Receipt submit(TaskSignature<Object> call) throws InterruptedException {
    var receipt = new Receipt(call);
    do {
      if (closing) {
        throw new IllegalStateException(
            "the producer is closed: " + call.call().task() + " was not sent");
      }
    } while (!waiting.offer(receipt, POLL_MILLIS, TimeUnit.MILLISECONDS));
    return receipt;
  }

  /** Sends what was submitted, then ends. */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
    // A call that slipped in after the thread had looked for the last time.
    for (Receipt late = waiting.poll(); late != null; late = waiting.poll()) {
      late.failed(new IllegalStateException("the producer was closed"));
    }
  }

  private void run() {
    var batch = new ArrayList<Receipt>(BATCH);
    try {
      while (!closing || !waiting.isEmpty()) {
        var first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          send(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<Receipt> batch) {
    try {
      var results =
          sender.send(batch.stream().map(Receipt::call).toList()).toCompletableFuture().join();
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).sent(results.get(i));
      }
    } catch (RuntimeException e) {
      batch.forEach(receipt -> receipt.failed(e));
    }
  }
}
