package dev.greenfork.worker;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread for time limits. Its jobs are short. */
final class Timer {

  private Timer() {}

  static ScheduledExecutorService start() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("greenfork-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  static void stop(ScheduledExecutorService timer) {
    timer.shutdownNow();
  }
}
