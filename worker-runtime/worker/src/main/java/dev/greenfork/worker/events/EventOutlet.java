package dev.greenfork.worker.events;

import dev.greenfork.broker.Fanout;
import dev.greenfork.protocol.event.EventEncoder;
import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.worker.metrics.WorkerMetrics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Encodes events and gives them to the broker's writer, few messages at a time: what it cannot take
 * waits in the buffer, where it is bounded. For one thread.
 */
final class EventOutlet {

  /** Messages; with the most events in each, some 2 MB. */
  private static final int UNCONFIRMED = 32;

  /** Longer than the broker's writer keeps trying. */
  private static final int PATIENCE_SECONDS = 15;

  private final Fanout fanout;
  private final EventEncoder encoder;
  private final Function<WorkerEvent, Stamped<WorkerEvent>> stamper;
  private final WorkerMetrics metrics;
  private final Semaphore room = new Semaphore(UNCONFIRMED);

  EventOutlet(
      Fanout fanout,
      EventEncoder encoder,
      Function<WorkerEvent, Stamped<WorkerEvent>> stamper,
      WorkerMetrics metrics) {
    this.fanout = fanout;
    this.encoder = encoder;
    this.stamper = stamper;
    this.metrics = metrics;
  }

  /** Sends task events in one message, after waiting for room. */
  void tasks(List<Stamped<TaskEvent>> events) throws InterruptedException {
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      metrics.eventsDropped(events.size());
      return;
    }
    fanout
        .publish(EventEncoder.EXCHANGE, EventEncoder.TASKS, encoder.tasks(events))
        .whenComplete(
            (done, failure) -> {
              room.release();
              if (failure == null) {
                metrics.eventsPublished(events.size());
              } else {
                metrics.eventsDropped(events.size());
              }
            });
  }

  /** Sends an event about the worker. */
  CompletableFuture<Void> worker(WorkerEvent event) {
    String key = EventEncoder.routingKey(event.kind().type());
    return fanout
        .publish(EventEncoder.EXCHANGE, key, encoder.worker(stamper.apply(event)))
        .toCompletableFuture();
  }
}
