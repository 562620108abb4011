package dev.greenfork.worker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;

/**
 * Hears what becomes of messages, in the order in which it happens to one of them. Called on the
 * threads that do the work: must be thread safe, quick, and neither block nor throw.
 */
public interface TaskObserver {

  /** Tells nobody. */
  TaskObserver NONE = new TaskObserver() {};

  /** A message was admitted; it runs now or later. */
  default void received(Run run) {}

  /** Its task begins to run. */
  default void started(TaskRun task) {}

  /** A run that had started is over, whatever came of it; one of the other methods says what. */
  default void ended(TaskRun task, Duration took) {}

  /** The task returned this. */
  default void succeeded(TaskRun task, JsonNode result, Duration took) {}

  /** It failed, for good: in its code, by a limit, or because it cannot run here. */
  default void failed(TaskMessage message, ExceptionInfo exception, String traceback) {}

  /** It is to run again because of this. */
  default void retried(TaskMessage message, ExceptionInfo reason, String traceback) {}

  /** It is not run, or not to its end, because somebody wants it so. */
  default void revoked(TaskMessage message, Revocation how) {}

  /** It is not run here; with {@code requeue} it is back in its queue. */
  default void rejected(TaskMessage message, boolean requeue) {}
}
