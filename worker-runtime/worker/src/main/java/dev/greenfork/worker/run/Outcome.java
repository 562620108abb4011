package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.worker.revocation.Revocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public sealed interface Outcome {

  /** The arguments of a run as JSON. */
  record Arguments(ArrayNode args, ObjectNode kwargs) {}

  /** The value of label {@code outcome} in metrics. */
  String label();

  /** The task returned this. */
  record Success(JsonNode result) implements Outcome {
    @Override
    public String label() {
      return "success";
    }
  }

  /**
   * The task threw, or could not be called, or its process died.
   *
   * @param interrupted whether it threw because its thread was interrupted
   */
  record Failure(ExceptionInfo exception, String traceback, boolean interrupted)
      implements Outcome {

    @Override
    public String label() {
      return "failure";
    }
  }

  /**
   * The process that ran it died, by itself, and this worker lives. What that means is decided by
   * the pool's {@code onWorkerLost} and {@code maxDeliveries}.
   *
   * @param how as Celery says it: {@code exitcode 1} or {@code signal 9}
   */
  record Lost(String how) implements Outcome {
    @Override
    public String label() {
      return "lost";
    }
  }

  /** It was not run, or not to its end, because somebody wants it so or its time has passed. */
  record Revoked(Revocation how) implements Outcome {
    @Override
    public String label() {
      return "revoked";
    }
  }

  /** The task put this in its place, which runs under its id. */
  record Replaced(Signature with) implements Outcome {
    @Override
    public String label() {
      return "replaced";
    }
  }

  /** One of Celery's own tasks ends with this. */
  record Arranges(Arrangement what) implements Outcome {
    @Override
    public String label() {
      return "success";
    }
  }

  /** The task wants its end to leave no trace, for this reason. */
  record Ignored(String reason) implements Outcome {
    @Override
    public String label() {
      return "ignored";
    }
  }

  /**
   * The task cannot do this message.
   *
   * @param requeue whether it goes to the back of its queue; if not, it has failed
   */
  record Rejected(boolean requeue, ExceptionInfo reason, String traceback) implements Outcome {
    @Override
    public String label() {
      return "rejected";
    }
  }

  /**
   * The task is to run again after a pause.
   *
   * @param changed its arguments then; null for the same
   */
  record Retry(Duration after, ExceptionInfo reason, String traceback, @Nullable Arguments changed)
      implements Outcome {
    @Override
    public String label() {
      return "retry";
    }
  }
}
