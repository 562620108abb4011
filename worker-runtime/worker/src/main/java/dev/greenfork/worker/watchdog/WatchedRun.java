package dev.greenfork.worker.watchdog;

import dev.greenfork.worker.run.TaskRun;

/** A run whose code is being called, until its thread ends, even if its end was told before. */
public interface WatchedRun {

  /** What runs. */
  TaskRun task();

  /** The virtual thread that it has to itself. */
  Thread thread();
}
