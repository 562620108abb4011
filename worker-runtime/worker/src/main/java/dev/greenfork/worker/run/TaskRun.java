package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A run in progress. Its end is told once: of an outcome, a hard limit and a hand-back the first
 * wins and the rest do nothing. Thread safe.
 */
public final class TaskRun {

  /** Hears how runs start and end, on the threads that start and end them. */
  public interface Listener {

    /** The task's code is about to be called. */
    default void started(TaskRun run) {}

    /** The run ended by itself or by a limit. */
    void ended(TaskRun run, Outcome outcome);

    /** The run was given up so that another worker does it. */
    void handedBack(TaskRun run);
  }

  private final Run run;
  private final ChildTasks children;
  private final Listener listener;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile long startedNanos = System.nanoTime();
  private volatile boolean acknowledged;

  public TaskRun(Run run, ChildTasks children, Listener listener) {
    this.run = run;
    this.children = children;
    this.listener = listener;
  }

  /** What runs. */
  public Run run() {
    return run;
  }

  /** Sends tasks in this one's name. */
  public ChildTasks sender() {
    return children;
  }

  /** The tasks sent so far, in the form of results. */
  public ArrayNode children() {
    return children.results();
  }

  /** Starts the clock of {@link #took}. */
  public void started() {
    startedNanos = System.nanoTime();
    listener.started(this);
  }

  /** How long the run has taken until now. */
  public Duration took() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Notes that the message was acknowledged before the run. */
  public void acknowledgedEarly() {
    acknowledged = true;
  }

  /** Whether the message is no longer recorded at the broker. */
  public boolean isAcknowledged() {
    return acknowledged;
  }

  /** Whether the end was told. */
  public boolean isOver() {
    return over.get();
  }

  /** Ends the run with this outcome, unless it is over. */
  public void end(Outcome outcome) {
    if (over.compareAndSet(false, true)) {
      listener.ended(this, outcome);
    }
  }

  /** Gives the run up, unless it is over. */
  public void handBack() {
    if (over.compareAndSet(false, true)) {
      listener.handedBack(this);
    }
  }
}
