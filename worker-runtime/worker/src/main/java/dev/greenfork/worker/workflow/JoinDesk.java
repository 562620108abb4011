package dev.greenfork.worker.workflow;

import dev.greenfork.broker.BrokerUnavailableException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins chords one after the other on a thread of its own, {@code greenfork-join}, which ends with
 * {@link #close}. What waits is bounded by the tasks that are recorded. A join that meets a broken
 * connection is tried again; what is never done is done by whoever runs the task again.
 */
final class JoinDesk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JoinDesk.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, work -> Thread.ofPlatform().name("greenfork-join").daemon().unstarted(work));
  private final AtomicInteger open = new AtomicInteger();

  void submit(Runnable join) {
    open.incrementAndGet();
    put(join, Duration.ZERO);
  }

  /** Waits until all is joined; false if that took longer. */
  boolean awaitIdle(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (open.get() > 0) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void put(Runnable join, Duration after) {
    try {
      var _ = thread.schedule(() -> run(join), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      open.decrementAndGet();
    }
  }

  private void run(Runnable join) {
    try {
      join.run();
      open.decrementAndGet();
    } catch (BrokerUnavailableException e) {
      log.warn("A chord cannot be joined now and is tried again: {}", e.getMessage());
      put(join, PAUSE);
    } catch (RuntimeException e) {
      // why: the delivery stays recorded and is run again when this worker ends
      log.error("A chord could not be joined.", e);
      open.decrementAndGet();
    }
  }
}
