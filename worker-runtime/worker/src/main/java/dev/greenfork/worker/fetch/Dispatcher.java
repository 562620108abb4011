package dev.greenfork.worker.fetch;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.admission.Admission;
import dev.greenfork.worker.admission.Admitted;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.workflow.Burial;
import dev.greenfork.worker.workflow.Workflows;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Sends each fetched message where it belongs. Each takes one reserved slot, or gives it back. */
public final class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger("greenfork.task");

  private final Admission admission;
  private final Waiting waiting;
  private final Consumer<Run> pool;
  private final Ends ends;

  /** Where messages that do not run leave their trace. */
  public record Ends(
      Slots slots,
      TaskConsumer consumer,
      WorkerMetrics metrics,
      TaskObserver observer,
      Workflows workflows) {}

  public Dispatcher(Admission admission, Waiting waiting, Consumer<Run> pool, Ends ends) {
    this.admission = admission;
    this.waiting = waiting;
    this.pool = pool;
    this.ends = ends;
  }

  /** How long until a run that waits here is due, at most {@code most}. */
  Duration untilDue(Duration most) {
    return waiting.untilDue(most);
  }

  /** Decides about runs that waited for their time; gives how many of the slots that took. */
  int startDue(int slots) {
    int used = 0;
    while (used < slots) {
      Waiting.Held held = waiting.pollDue();
      if (held == null) {
        break;
      }
      used++;
      Delivery delivery = held.run().delivery();
      if (!delivery.suspect()) {
        ends.consumer().markStarted(delivery.tag(), SettleListener.NONE);
      }
      place(delivery, _ -> admission.again(held.run(), held.rated()));
    }
    return used;
  }

  /** Admits one delivery, for which a slot is taken. */
  void dispatch(Delivery delivery) {
    place(delivery, this::admit);
  }

  private Admitted admit(Delivery delivery) {
    Admitted admitted = admission.admit(delivery);
    switch (admitted) {
      case Admitted.Now(Run run) -> {
        ends.observer().received(run);
      }
      case Admitted.Later(Run run, var _, var _) -> ends.observer().received(run);
      case Admitted.Waits(Run run) -> ends.observer().received(run);
      case Admitted.Away(Run run, var _) -> ends.observer().received(run);
      case Admitted.Elsewhere _, Admitted.Refused _ -> {}
    }
    return admitted;
  }

  private void place(Delivery delivery, Function<Delivery, Admitted> decision) {
    try {
      switch (decision.apply(delivery)) {
        case Admitted.Now(Run run) -> pool.accept(run);
        case Admitted.Later(Run run, var due, boolean rated) -> {
          ends.slots().release(1);
          if (waiting.hold(new Waiting.Held(run, due, rated))) {
            ends.consumer().markWaiting(delivery.tag());
          } else {
            ends.consumer().settle(new Settlement.Later(delivery.tag(), waiting.elsewhere(due)));
            ends.metrics().delayed();
          }
        }
        case Admitted.Waits(Run run) -> {
          ends.slots().release(1);
          waits(run);
        }
        case Admitted.Away(Run _, var again) -> {
          ends.slots().release(1);
          ends.consumer().settle(new Settlement.Later(delivery.tag(), again));
          ends.metrics().delayed();
        }
        case Admitted.Elsewhere(var forward, var to) -> {
          ends.slots().release(1);
          ends.consumer().settle(forward);
          ends.metrics().forwarded(to);
        }
        case Admitted.Refused(var settlement, var reason, var detail, var news, var part) -> {
          // What is buried is a fault; what expired or was revoked ends as its sender wished.
          boolean fault = settlement instanceof Settlement.Bury;
          log.atLevel(fault ? Level.ERROR : Level.INFO).log("{}", detail);
          if (fault) {
            ends.metrics().deadLetter(reason);
          }
          if (part == null) {
            refuse(settlement, reason);
          } else {
            endPart(part, reason);
          }
          news.accept(ends.observer());
        }
      }
    } catch (RuntimeException e) {
      // why: a message that we cannot cope with must neither run twice nor vanish
      log.error("Message {} of queue {} met a fault.", delivery.tag(), delivery.queue(), e);
      DeadLetter letter = new DeadLetter("internal-error", String.valueOf(e), null, null);
      refuse(new Settlement.Bury(delivery, letter), "internal-error");
    }
  }

  /** Notes that a run has not started, unless another one has started it meanwhile. */
  private void waits(Run run) {
    Delivery delivery = run.delivery();
    ends.consumer().markWaiting(delivery.tag());
    if (!delivery.suspect() && !waiting.hasStill(run)) {
      ends.consumer().markStarted(delivery.tag(), SettleListener.NONE);
    }
  }

  /** Its chord is told, too. */
  private void endPart(Admitted.Part part, String reason) {
    ends.metrics().refused(reason);
    ends.slots().release(1);
    Workflows workflows = ends.workflows();
    DeadLetter letter = part.letter();
    Burial burial = letter == null ? null : new Burial(part.delivery(), letter);
    workflows.settle(
        new Workflows.End(part.delivery().tag(), part.result(), burial),
        workflows.follow(part.message(), part.outcome(), part.result() != null),
        SettleListener.NONE);
  }

  private void refuse(Settlement settlement, String reason) {
    ends.metrics().refused(reason);
    ends.slots().release(1);
    ends.consumer().settle(settlement);
  }
}
