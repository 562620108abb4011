package dev.greenfork.worker.admission;

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

  /**
   * Do not run it.
   *
   * @param settlement how the message ends
   * @param reason stable name of the reason, for metrics
   * @param detail a sentence for the log
   * @param news what monitors are told
   * @param part null unless a chord waits for it
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
   * A part of a chord that ends without a run.
   *
   * @param result null where none is stored
   */
  record Part(
      Delivery delivery, TaskMessage message, Outcome outcome, @Nullable StoredResult result) {}
}
