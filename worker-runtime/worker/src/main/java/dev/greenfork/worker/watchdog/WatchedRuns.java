package dev.greenfork.worker.watchdog;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of a green pool whose threads live. Thread safe; entering and leaving is cheap. */
public final class WatchedRuns {

  private final Set<WatchedRun> runs = ConcurrentHashMap.newKeySet();

  /** A run's code is about to be called. */
  public void enter(WatchedRun run) {
    runs.add(run);
  }

  /** Its thread is about to end. */
  public void leave(WatchedRun run) {
    runs.remove(run);
  }

  /** Those at this moment, as a view. */
  Collection<WatchedRun> all() {
    return Collections.unmodifiableSet(runs);
  }
}
