package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.protocol.event.WorkerEvent.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the worker is. While the broker has not taken one heartbeat no other is sent: late ones
 * would be worth nothing. For one thread.
 */
final class Heart {

  /** With the rest of the event, in base64 and its envelope, less than 8 KB. */
  private static final int ROOM_FOR_TASKS = 4000;

  private static final int ROOM_FOR_QUEUES = 1000;

  private final Vitals vitals;
  private final EventOutlet outlet;
  private final String pool;
  private final WorkLedger ledger = new WorkLedger();
  private final WorkerEvent.Software software = Machine.software();
  private WorkLedger.@Nullable Portion told;
  private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);

  /**
   * @param pool the type of the worker's pool
   */
  Heart(Vitals vitals, EventOutlet outlet, String pool) {
    this.vitals = vitals;
    this.outlet = outlet;
    this.pool = pool;
  }

  /** Sends one, if the last one is through. */
  void beat(Kind kind, Duration frequency) {
    if (!taken.isDone()) {
      return;
    }
    if (told != null && !taken.isCompletedExceptionally()) {
      ledger.confirm(told);
    }
    WorkLedger.Portion portion = ledger.next(vitals.tally().ended(), ROOM_FOR_TASKS);
    WorkerEvent.Slots slots =
        new WorkerEvent.Slots(
            pool,
            vitals.slots().total(),
            vitals.slots().used(),
            vitals.inFlight(ROOM_FOR_QUEUES),
            portion.tasks(),
            portion.left());
    WorkerEvent.Activity activity =
        new WorkerEvent.Activity(vitals.running().size(), vitals.tally().processed(), slots);
    told = portion;
    taken = outlet.worker(new WorkerEvent(kind, frequency, activity, Machine.load(), software));
  }

  /** Waits until the broker has taken the last one; false if it did not. */
  boolean awaitTaken(Duration patience) throws InterruptedException {
    try {
      taken.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
