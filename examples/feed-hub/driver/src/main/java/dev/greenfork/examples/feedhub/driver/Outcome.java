package dev.greenfork.examples.feedhub.driver;

import dev.greenfork.examples.feedhub.tasks.Run;
import org.jspecify.annotations.Nullable;

/** How a task ended. */
sealed interface Outcome {
  /** The task returned; {@code sentOn} is the id of the task that it sent, if it sent one. */
  record Done(Run run, int items, @Nullable String sentOn) implements Outcome {}

  /** The task failed; the reason is the class of its exception. */
  record Failed(String reason) implements Outcome {}

  /** No result came while the driver waited. */
  record Missing() implements Outcome {}
}
