package dev.greenfork.worker.prefork;

import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import dev.greenfork.worker.prefork.frames.Received;
import dev.greenfork.worker.run.TaskRun;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads all that one child says, on a thread of its own that ends with the connection. */
final class ChildReader {

  /**
   * Requests and log events that a child may have in a second, beyond which it waits: about half of
   * what one processor can serve.
   */
  private static final int MOST_A_SECOND = 5_000;

  /** One run and the frame that ends it, which is held until the exchange is closed. */
  record Exchange(TaskRun task, CompletableFuture<Received> answer) implements AutoCloseable {

    @Override
    public void close() {
      // What comes later is not wanted, and who brings it sees that.
      if (!answer.cancel(false) && answer.state() == Future.State.SUCCESS) {
        answer.resultNow().close();
      }
    }
  }

  private final String name;
  private final FrameChannel channel;
  private final ChildRequests requests;
  private final Pace pace =
      new Pace(MOST_A_SECOND, MOST_A_SECOND, System::nanoTime, LockSupport::parkNanos);
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();
  private volatile @Nullable Exchange current;
  private volatile boolean lost;

  ChildReader(String name, FrameChannel channel, ChildRequests requests) {
    this.name = name;
    this.channel = channel;
    this.requests = requests;
  }

  void start() {
    Thread.ofPlatform().name(name + "-reader").daemon().start(this::work);
  }

  /** Done when the child can run tasks. */
  CompletableFuture<Integer> ready() {
    return ready;
  }

  boolean isLost() {
    return lost;
  }

  boolean runs(TaskRun task) {
    Exchange exchange = current;
    return exchange != null && exchange.task() == task;
  }

  boolean isIdle() {
    return current == null;
  }

  Exchange begin(TaskRun task) {
    Exchange exchange = new Exchange(task, new CompletableFuture<>());
    current = exchange;
    if (lost) {
      exchange.answer().completeExceptionally(new ChildLostException("gone before the run"));
    }
    return exchange;
  }

  /** Ends the run that was begun last. */
  void end() {
    Exchange ended = current;
    current = null;
    if (ended != null) {
      ended.close();
    }
  }

  private void work() {
    String why = "connection closed";
    try {
      while (true) {
        handle(channel.receive());
      }
    } catch (IOException | RuntimeException e) {
      why = String.valueOf(e.getMessage());
    } finally {
      lost = true;
      ChildLostException gone = new ChildLostException(why);
      ready.completeExceptionally(gone);
      Exchange exchange = current;
      if (exchange != null) {
        exchange.answer().completeExceptionally(gone);
      }
    }
  }

  private void handle(Received received) throws IOException {
    if (received.frame() instanceof Frame.Ended) {
      Exchange exchange = current;
      if (exchange == null || !exchange.answer().complete(received)) {
        received.close();
      }
      return;
    }
    try (received) {
      handle(received.frame());
    }
  }

  private void handle(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Ready(int tasks) -> ready.complete(tasks);
      case Frame.Unfit(String reason) -> ready.completeExceptionally(new WorkerException(reason));
      case Frame.Logged logged -> {
        pace.step();
        ForwardedLog.append(name, logged);
      }
      case Frame.Request request -> {
        pace.step();
        Exchange exchange = current;
        channel.write(requests.answer(request, exchange == null ? null : exchange.task()));
      }
      default -> throw new IOException("a child cannot say " + frame.getClass().getSimpleName());
    }
  }
}
