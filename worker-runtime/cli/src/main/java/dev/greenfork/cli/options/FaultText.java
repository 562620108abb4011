package dev.greenfork.cli.options;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.client.ClientException;
import dev.greenfork.client.TaskTimeoutException;
import dev.greenfork.worker.WorkerException;
import java.io.PrintWriter;

/** What is said of a failure: what people can mend as a sentence, the rest with its trace. */
public final class FaultText {

  private static final int FAILED = 1;

  /** As timeout(1) has it, so that scripts can tell a slow task from a failed one. */
  private static final int TIMED_OUT = 124;

  private FaultText() {}

  /** Says it and returns the exit status. */
  public static int tell(Exception e, PrintWriter err) {
    switch (e) {
      case WorkerException _, BrokerException _, ClientException _, IllegalArgumentException _ ->
          err.println("greenfork: " + e.getMessage());
      default -> e.printStackTrace(err);
    }
    err.flush();
    return e instanceof TaskTimeoutException ? TIMED_OUT : FAILED;
  }
}
