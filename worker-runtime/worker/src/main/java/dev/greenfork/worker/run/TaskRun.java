package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.worker.revocation.Revocation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run in progress. Its end is told once: of an outcome, a hard limit and a hand-back the first
 * wins and the rest do nothing. Thread safe.
 */
public final class TaskRun {

  /** Hears how runs start and end, on the threads that start and end them. */
  public interface Listener {

    /** Why the task is not to be run after all, null if it is; asked right before the run. */
    default @Nullable Revocation verdict(TaskRun run) {
      return null;
    }

    /** The task's code is about to be called. */
    default void started(TaskRun run) {}

    /** The run ended by itself or by a limit. */
    void ended(TaskRun run, Outcome outcome);

    /** The run was given up so that another worker does it. */
    void handedBack(TaskRun run);
  }

  /** Where a run takes place. */
  public interface Place {

    /** The process, as monitors show it. */
    long pid();

    /**
     * Stops the task's code as well as that is possible here; harmless once the run has ended.
     *
     * @param hard without giving it time to clean up
     */
    void stop(boolean hard);
  }

  private final Run run;
  private final ChildTasks children;
  private final TaskDesk desk;
  private final Listener listener;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile long startedNanos = System.nanoTime();
  private volatile boolean acknowledged;
  private volatile @Nullable Place place;
  private volatile @Nullable Usage usage;
  private volatile @Nullable Runnable after;
  private volatile @Nullable BooleanSupplier leaving;

  public TaskRun(Run run, ChildTasks children, TaskDesk desk, Listener listener) {
    this.run = run;
    this.children = children;
    this.desk = desk;
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

  /** Answers what this one asks. */
  public TaskDesk desk() {
    return desk;
  }

  /** Does this unless the run is over; its end waits meanwhile, so that nothing comes after it. */
  synchronized void unlessOver(Runnable what) {
    if (!isOver()) {
      what.run();
    }
  }

  /** Whether it was open until now. */
  private synchronized boolean close() {
    return over.compareAndSet(false, true);
  }

  /** The tasks sent so far, in the form of results. */
  public ArrayNode children() {
    return children.results();
  }

  /**
   * Begins the run, unless it is over or somebody does not want it any more, which then is its end.
   *
   * @return whether the task's code is to be called
   */
  public boolean start(Place where) {
    if (isOver()) {
      return false;
    }
    Revocation verdict = listener.verdict(this);
    if (verdict != null) {
      end(new Outcome.Revoked(verdict));
      return false;
    }
    startedNanos = System.nanoTime();
    place = where;
    listener.started(this);
    return true;
  }

  /**
   * Has this called when the run's thread or process is free again.
   *
   * @param action gives whether the slot was passed on to another run
   */
  public void onLeave(BooleanSupplier action) {
    leaving = action;
  }

  /**
   * Its thread or process is free again: the pool calls this once, and gives the slot back unless
   * it was passed on.
   *
   * @return whether the slot was passed on
   */
  public boolean leave() {
    BooleanSupplier action = leaving;
    leaving = null;
    return action != null && action.getAsBoolean();
  }

  /** Whether the task's code was called. */
  public boolean hasStarted() {
    return place != null;
  }

  /** The process that runs it; 0 before the run. */
  public long pid() {
    Place where = place;
    return where == null ? 0 : where.pid();
  }

  /**
   * Ends the run as revoked, unless it is over, and stops the task's code where that is possible.
   *
   * @param hard without giving the task time to clean up
   */
  public void terminate(Revocation how, boolean hard) {
    end(new Outcome.Revoked(how));
    Place where = place;
    if (where != null) {
      where.stop(hard);
    }
  }

  /** Notes what the run took. */
  public void used(Usage measured) {
    usage = measured;
  }

  /** What the run took; empty where it was not measured. */
  public Optional<Usage> usage() {
    return Optional.ofNullable(usage);
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
    if (close()) {
      children.end();
      listener.ended(this, outcome);
      runAfter();
    }
  }

  /** Gives the run up, unless it is over. */
  public void handBack() {
    if (close()) {
      children.end();
      listener.handedBack(this);
      runAfter();
    }
  }

  /** Does this once the end was told; at once if it was. Set by one thread, once. */
  public void afterEnd(Runnable action) {
    after = action;
    if (isOver()) {
      action.run();
    }
  }

  private void runAfter() {
    Runnable action = after;
    if (action != null) {
      action.run();
    }
  }
}
