package dev.greenfork.worker.run;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.protocol.TaskMessage;

/** What is said of messages whose processes died too often. */
public final class WorkerLost {

  private static final String REASON = "worker-lost";

  private WorkerLost() {}

  /**
   * The dead letter.
   *
   * @param last how the last process ended
   */
  public static DeadLetter letter(TaskMessage message, int deaths, String last) {
    String detail =
        "%d processes died while they ran it; the last: %s. Mend the task, then requeue it."
            .formatted(deaths, last);
    return new DeadLetter(REASON, detail, message.id(), message.task());
  }

  /** How a process ended that nobody saw end. */
  public static String unseen() {
    return "the worker was killed";
  }
}
