package dev.greenfork.worker.watchdog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the threads of the runs. For one thread. */
final class ThreadLookout implements Lookout {

  private final WatchedRuns runs;

  ThreadLookout(WatchedRuns runs) {
    this.runs = runs;
  }

  @Override
  public List<Sighting> look(Collection<WatchedRun> known, boolean all) {
    List<Sighting> seen = new ArrayList<>();
    for (WatchedRun run : runs.all()) {
      boolean runnable = run.thread().getState() == Thread.State.RUNNABLE;
      if (runnable || all || known.contains(run)) {
        String carrier = carrier(run.thread().toString());
        if (carrier != null) {
          seen.add(new Sighting(run, carrier, runnable));
        }
      }
    }
    return seen;
  }

  @Override
  public List<WatchedRun> blocked() {
    return runs.all().stream()
        .filter(run -> run.thread().getState() == Thread.State.BLOCKED)
        .toList();
  }

  /**
   * The part behind the {@code @} in {@code VirtualThread[#21]/runnable@ForkJoinPool-1-worker-1}.
   */
  static @Nullable String carrier(String thread) {
    int end = thread.lastIndexOf(']');
    int at = thread.indexOf('@', end + 1);
    return at < 0 ? null : thread.substring(at + 1);
  }
}
