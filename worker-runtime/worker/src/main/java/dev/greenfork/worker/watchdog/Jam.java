package dev.greenfork.worker.watchdog;

import java.time.Duration;

/**
 * Notices carriers that are held by threads which no task of ours runs in: those that tasks start
 * themselves cannot be listed, but while they hold all carriers nothing begins. For one thread.
 */
final class Jam {

  private static final long PATIENCE = Duration.ofMillis(500).toNanos();

  private long begun = -1;
  private long since;
  private int held;

  /**
   * How many carriers seem to be held in that way.
   *
   * @param full whether threads wait while all carriers are busy
   * @param tasks how many tasks have begun since the start
   */
  int held(boolean full, long tasks, long now) {
    if (!full) {
      held = 0;
    }
    if (!full || tasks != begun) {
      begun = tasks;
      since = now;
    } else if (now - since >= PATIENCE) {
      held++;
      since = now;
    }
    return held;
  }
}
