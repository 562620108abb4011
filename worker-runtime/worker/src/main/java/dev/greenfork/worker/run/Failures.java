package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.PythonExceptions;
import dev.greenfork.task.DeadlineExceededException;
import dev.greenfork.worker.arguments.ArgumentException;
import dev.greenfork.worker.revocation.Revocation;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/** The failures that the runtime itself reports, named as Celery names them. */
public final class Failures {

  private static final String BILLIARD = "billiard.exceptions";

  private Failures() {}

  /** What an exception of the task's own looks like in its result. */
  public static Outcome.Failure thrown(Throwable thrown) {
    if (thrown instanceof DeadlineExceededException) {
      return softLimit(Tracebacks.of(thrown));
    }
    return new Outcome.Failure(
        PythonExceptions.describe(thrown), Tracebacks.of(thrown), isInterruption(thrown));
  }

  /** The task cannot be called with the arguments of its message. */
  public static Outcome.Failure arguments(ArgumentException e) {
    return wrongArguments(String.valueOf(e.getMessage()));
  }

  /** As {@link #arguments}, of a task of Celery's own. */
  public static Outcome.Failure wrongArguments(String why) {
    return plain("TypeError", why, "builtins");
  }

  /** The message names something that cannot be started. */
  public static Outcome.Failure invalid(String why) {
    return plain("InvalidTaskError", why, "celery.exceptions");
  }

  /** With this exception, of which no more is known. */
  public static Outcome.Failure of(ExceptionInfo exception) {
    return new Outcome.Failure(
        exception, exception.type() + ": " + exception.message() + "\n", false);
  }

  /** The arguments hold a value that cannot be decoded. */
  static Outcome.Failure undecodable(String why) {
    return plain("DecodeError", why, "kombu.exceptions");
  }

  static Outcome.Failure result(String why) {
    return plain("EncodeError", why, "kombu.exceptions");
  }

  /** The result of a task does not fit into the result backend. */
  public static Outcome.Failure tooLarge(String task, int bytes, int limit) {
    return result(
        ("The result of %s has %d bytes as it would be stored, more than %d. Return less, for example"
                + " the place where it is kept, or raise --max-result-size.")
            .formatted(task, bytes, limit));
  }

  /** The task ended because of its soft limit. */
  public static Outcome.Failure softLimit(String traceback) {
    ExceptionInfo info =
        new ExceptionInfo("SoftTimeLimitExceeded", JsonNodeFactory.instance.arrayNode(), BILLIARD);
    return new Outcome.Failure(info, traceback, true);
  }

  /** The task did not end within its hard limit, given in seconds as Celery does. */
  public static Outcome.Failure hardLimit(Duration limit) {
    double seconds = limit.toMillis() / 1000.0;
    var args = JsonNodeFactory.instance.arrayNode();
    if (seconds == Math.rint(seconds)) {
      args.add((long) seconds);
    } else {
      args.add(seconds);
    }
    return new Outcome.Failure(
        new ExceptionInfo("TimeLimitExceeded", args, BILLIARD),
        "TimeLimitExceeded(" + args.get(0) + ")\n",
        false);
  }

  /** What a revoked task's result names as its exception. */
  public static ExceptionInfo revoked(Revocation how) {
    return ExceptionInfo.of("TaskRevokedError", how.reason(), "celery.exceptions");
  }

  /** It asked to be run again, more often than it may, and gave no reason. */
  public static Outcome.Failure retriesExceeded(String message) {
    return plain("MaxRetriesExceededError", message, "celery.exceptions");
  }

  /** The process that ran the task died. */
  public static Outcome.Failure workerLost(String how) {
    return plain("WorkerLostError", "Worker exited prematurely: " + how + ".", BILLIARD);
  }

  /** The runtime could not run the task. */
  public static Outcome.Failure internal(String what) {
    return plain("RuntimeError", what, "builtins");
  }

  private static boolean isInterruption(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof InterruptedException
          || t instanceof DeadlineExceededException
          || t instanceof InterruptedIOException
          || t instanceof ClosedByInterruptException) {
        return !(t instanceof SocketTimeoutException);
      }
    }
    return false;
  }

  private static Outcome.Failure plain(String type, String message, String module) {
    return of(ExceptionInfo.of(type, message, module));
  }
}
