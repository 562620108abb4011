package dev.greenfork.worker.admission;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is to be done with a delivery. */
public sealed interface Admitted {

  /** Run it now. */
  record Now(Run run) implements Admitted {}

  /**
   * Run it, not before {@code due}.
   *
   * @param rated whether it waits for its task's rate only, which lets it start at {@code due} if
   *     that is near
   */
  record Later(Run run, Instant due, boolean rated) implements Admitted {}

  /** It waits for the resource that its task shares; whoever leaves that one starts it. */
  record Waits(Run run) implements Admitted {}

  /** Too many wait for its resource: it is to come again at this time, from the broker. */
  record Away(Run run, Instant again) implements Admitted {}

  /**
   * It is not for this worker: its queue is split, its task requires the other type of pool, or a
   * rule sends it on.
   *
   * @param to {@code green}, {@code prefork}, {@code parked} or {@code other}, for metrics
   */
  record Elsewhere(Settlement settlement, String to) implements Admitted {}

  /**
   * Do not run it.
   *
   * @param settlement how the message ends
   * @param reason stable name of the reason, for metrics
   * @param detail a sentence for the log
   * @param news what monitors are told
   * @param part null unless its workflow has to hear of it
   */
  record Refused(
      Settlement settlement,
      String reason,
      String detail,
      Consumer<TaskObserver> news,
      @Nullable Part part)
      implements Admitted {

    /** Of a task that no chord waits for. */
    public Refused(
        Settlement settlement, String reason, String detail, Consumer<TaskObserver> news) {
      this(settlement, reason, detail, news, null);
    }
  }

  /**
   * The end of a task, without a run, of which its workflow has to hear.
   *
   * @param result null where none is stored
   * @param letter null unless the message is kept among the dead letters
   */
  record Part(
      Delivery delivery,
      TaskMessage message,
      Outcome outcome,
      @Nullable StoredResult result,
      @Nullable DeadLetter letter) {

    /** Of a message that is not kept. */
    public Part(
        Delivery delivery, TaskMessage message, Outcome outcome, @Nullable StoredResult result) {
      this(delivery, message, outcome, result, null);
    }
  }
}
