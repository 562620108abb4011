package dev.greenfork.local.process;

import dev.greenfork.local.plan.WorkerPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One worker that is to run: its process, and the processes after it when it dies.
 *
 * <p>States: STARTING to READY when it says so; either to WAITING when its process ends; WAITING to
 * STARTING after a pause; any to DRAINING when it is told to stop, and then to ENDED. For one
 * thread.
 */
public final class Replica {

  /** A process that was ready this long was well, and the next pause is a short one again. */
  private static final Duration WELL = Duration.ofSeconds(10);

  private final WorkerPlan plan;
  private final Starter starter;
  private State state = State.WAITING;
  private Backoff backoff = Backoff.first();
  private Instant since = Instant.MIN;
  private int starts;
  private String trouble = "";
  private @Nullable WorkerProcess process;

  Replica(WorkerPlan plan, Starter starter) {
    this.plan = plan;
    this.starter = starter;
  }

  /** Starts a process for a worker. */
  interface Starter {

    WorkerProcess start(WorkerPlan plan) throws IOException;

    /** A process that it started has ended. */
    void ended(WorkerProcess process);
  }

  /** Where it stands. */
  public enum State {
    STARTING,
    READY,
    WAITING,
    DRAINING,
    ENDED
  }

  /** What it is to run. */
  public WorkerPlan plan() {
    return plan;
  }

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** How often it was started again. */
  public int restarts() {
    return Math.max(0, starts - 1);
  }

  /** Why its last process ended, with what that one said last; empty if none has. */
  public String trouble() {
    return trouble;
  }

  /** The port that answers for its process; null while none runs. */
  public @Nullable Integer httpPort() {
    return process != null && process.isAlive() ? Integer.valueOf(process.httpPort()) : null;
  }

  /** Starts a process if it is time, and notices the end of one. */
  void tick(Instant now) {
    if (process != null && !process.isAlive()) {
      ended(process, now);
      starter.ended(process);
      process = null;
    }
    if (state == State.WAITING && (starts == 0 || !now.isBefore(since.plus(backoff.pause())))) {
      start(now);
    }
  }

  /** Its process answered that it is ready. */
  void ready(Instant now) {
    if (state == State.STARTING) {
      become(State.READY, now);
    }
  }

  /** Asks it to end; a second time, to hand back what runs. */
  void stop(Instant now) {
    if (process == null || !process.isAlive()) {
      become(State.ENDED, now);
    } else {
      process.terminate();
      become(State.DRAINING, now);
    }
  }

  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  private void start(Instant now) {
    starts++;
    try {
      process = starter.start(plan);
      become(State.STARTING, now);
    } catch (IOException e) {
      trouble = "it cannot be started: " + e.getMessage();
      backoff = backoff.longer();
      become(State.WAITING, now);
    }
  }

  private void ended(WorkerProcess old, Instant now) {
    if (state == State.DRAINING || state == State.ENDED) {
      become(State.ENDED, now);
      return;
    }
    boolean wasWell = state == State.READY && now.isAfter(since.plus(WELL));
    backoff = wasWell || starts == 1 ? Backoff.first() : backoff.longer();
    trouble =
        "its process ended with status %d%s"
            .formatted(
                old.exitValue(),
                old.lastLines().isEmpty() ? "" : "\n" + String.join("\n", old.lastLines()));
    become(State.WAITING, now);
  }

  private void become(State next, Instant now) {
    state = next;
    since = now;
  }
}
