package dev.greenfork.worker.shutdown;

import dev.greenfork.worker.run.TaskRun;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this process replaced when one of its threads cannot be got back: nothing ends a thread that
 * computes. The worker drains as after a TERM and then exits with {@link #EXIT_STATUS}, so that
 * whoever keeps it running starts it anew. Thread safe.
 */
public final class Replacement {

  /** Of a process that wants to be started anew (EX_TEMPFAIL of sysexits.h). */
  public static final int EXIT_STATUS = 75;

  private static final Logger log = LoggerFactory.getLogger(Replacement.class);

  private final AtomicBoolean asked = new AtomicBoolean();
  private final LongAdder abandoned = new LongAdder();
  private volatile @Nullable Runnable drain;
  private volatile String why = "";

  /** What begins the drain; called at most once. */
  public void by(Runnable drain) {
    this.drain = drain;
  }

  /** A run goes on although it was reported as failed. */
  public void abandoned(TaskRun task) {
    abandoned.increment();
    log.error(
        "Task {}[{}] goes on after its hard time limit and cannot be ended, so this process is to be"
            + " replaced: it fetches nothing more, lets other tasks finish, and exits with status {}."
            + " Give the task checkDeadline(), or run it in a prefork pool.",
        task.run().task().name(),
        task.run().message().id(),
        EXIT_STATUS);
    why =
        "%s[%s] goes on after its hard time limit"
            .formatted(task.run().task().name(), task.run().message().id());
    Runnable how = drain;
    if (how != null && asked.compareAndSet(false, true)) {
      how.run();
    }
  }

  /** Whether the process is to be started anew. */
  public boolean isAsked() {
    return asked.get();
  }

  /** Why: which task it was, the last if there were several; empty if nothing is to be replaced. */
  public String why() {
    return why;
  }

  /** How many runs were abandoned. */
  public long count() {
    return abandoned.sum();
  }
}
