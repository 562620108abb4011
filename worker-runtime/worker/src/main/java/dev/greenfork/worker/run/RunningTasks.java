package dev.greenfork.worker.run;

import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs in progress: what a drain waits for or hands back. A run is in progress until its
 * outcome is with the broker's writer: a drain that ended earlier would close the writer before.
 * Thread safe.
 */
public final class RunningTasks implements TaskRun.Listener {

  private final Set<TaskRun> running = ConcurrentHashMap.newKeySet();
  private final TaskRun.Listener next;
  private final Gate gate;

  /**
   * Tells {@code next} of every end.
   *
   * @param gate asked before each run
   */
  public RunningTasks(TaskRun.Listener next, Gate gate) {
    this.next = next;
    this.gate = gate;
  }

  /** Begins to watch a run. */
  public void add(TaskRun run) {
    running.add(run);
  }

  /** Ends the watch of a run that was not ours to do. */
  public void forget(TaskRun run) {
    running.remove(run);
  }

  /** The runs in progress at this moment. */
  public List<TaskRun> all() {
    return List.copyOf(running);
  }

  /** How many there are. */
  public int size() {
    return running.size();
  }

  @Override
  public @Nullable Revocation verdict(TaskRun run) {
    return gate.verdict(run.run().message());
  }

  @Override
  public void started(TaskRun run) {
    next.started(run);
  }

  @Override
  public void ended(TaskRun run, Outcome outcome) {
    try {
      next.ended(run, outcome);
    } finally {
      running.remove(run);
    }
  }

  @Override
  public void handedBack(TaskRun run) {
    try {
      next.handedBack(run);
    } finally {
      running.remove(run);
    }
  }
}
