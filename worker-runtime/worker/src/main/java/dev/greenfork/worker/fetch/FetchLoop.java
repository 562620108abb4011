package dev.greenfork.worker.fetch;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserve, fetch, dispatch, until told to stop. A platform thread, so that tasks which hog the
 * carriers cannot hold it up.
 */
public final class FetchLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FetchLoop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofMillis(200);

  private final Slots slots;
  private final TaskConsumer consumer;
  private final Dispatcher dispatcher;
  private final WorkerMetrics metrics;
  private final Thread thread;
  private final Hold hold = new Hold();
  private volatile boolean stopping;

  public FetchLoop(
      Slots slots, TaskConsumer consumer, Dispatcher dispatcher, WorkerMetrics metrics) {
    this.slots = slots;
    this.consumer = consumer;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().name("greenfork-fetch").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Fetches nothing until told otherwise, after a fetch that is on its way; or fetches again. */
  public void hold(boolean whether) {
    hold.set(whether);
  }

  /** Whether it is held and all that was fetched before is dispatched. */
  public boolean isQuiet() {
    return hold.isQuiet();
  }

  /** Whether it has been told to end. */
  public boolean isClosing() {
    return stopping;
  }

  /** Stops fetching and waits until all that was fetched is dispatched. */
  @Override
  public void close() {
    stopping = true;
    hold.set(false);
    consumer.stopFetching();
    if (thread.getState() == Thread.State.NEW) {
      return; // If it is started yet, it ends at once.
    }
    try {
      // What a call to the broker takes at most, and then some.
      if (!thread.join(Duration.ofSeconds(30))) {
        log.warn("The fetch did not end within 30 s; its messages are restored by other workers.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        if (hold.pass(PATIENCE)) {
          turn();
        }
      } catch (InterruptedException e) {
        log.debug("The fetch loop was interrupted.");
      } catch (RuntimeException e) {
        // why: one odd message or a fault of ours must not end the consumption of all queues
        log.error("The fetch loop met a fault and goes on.", e);
        pause();
      }
    }
  }

  private void turn() throws InterruptedException {
    int reserved = slots.reserveAll(PATIENCE);
    if (reserved == 0) {
      return;
    }
    int used = 0;
    try {
      used = dispatcher.startDue(reserved);
      if (used < reserved && !stopping) {
        slots.idle(reserved - used);
        List<Delivery> fetched = consumer.fetch(reserved - used, dispatcher.untilDue(PATIENCE));
        slots.idle(reserved - used - fetched.size());
        metrics.fetched(fetched.size());
        for (Delivery delivery : fetched) {
          used++;
          dispatcher.dispatch(delivery);
        }
      }
    } catch (BrokerException e) {
      log.warn("Messages cannot be fetched: {}", e.getMessage());
      pause();
    } finally {
      slots.release(reserved - used);
      slots.idle(0);
    }
  }

  private void pause() {
    try {
      Thread.sleep(AFTER_FAULT);
    } catch (InterruptedException e) {
      log.debug("The fetch loop was interrupted.");
    }
  }
}
