package dev.greenfork.worker.watchdog;

import dev.greenfork.worker.events.TaskTally;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the carriers every 50 ms, on a platform thread: tasks that hog the carriers would hold
 * up any other. While the carriers do next to nothing it reads a few numbers only; else it asks
 * every task's thread for its state, and never spends more than about a hundredth of a processor
 * so.
 */
public final class Watchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  /** Keeps the first use of the JVM's management classes out of the start of the worker. */
  private static final Duration FIRST = Duration.ofMillis(250);

  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMillis(250);
  private static final int COST_PER_PAUSE = 100;

  private final Supplier<Patrol> patrols;
  private final TaskTally tally;
  private final Thread thread =
      Thread.ofPlatform().name("greenfork-watchdog").daemon().unstarted(this::run);
  private final CountDownLatch stop = new CountDownLatch(1);

  private Watchdog(Supplier<Patrol> patrols, TaskTally tally) {
    this.patrols = patrols;
    this.tally = tally;
  }

  /** Watches these runs until closed. */
  public static Watchdog start(WatchedRuns runs, TaskTally tally, CarrierMetrics metrics) {
    Watchdog watchdog =
        new Watchdog(
            () ->
                new Patrol(
                    new JvmScheduler(), new ThreadLookout(runs), tally, metrics, System.nanoTime()),
            tally);
    watchdog.thread.start();
    return watchdog;
  }

  /** Ends the watch and takes back what it changed. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      if (stop.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try (Patrol patrol = patrols.get()) {
        tally.sampling();
        Duration pause = SHORTEST;
        while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          pause = pauseAfter(walk(patrol));
        }
      }
    } catch (InterruptedException e) {
      log.debug("The watchdog was interrupted.");
    } catch (RuntimeException | LinkageError e) {
      // why: a JVM without these interfaces can still run tasks
      log.error("There is no watchdog on this Java runtime.", e);
    }
  }

  /** The processor time of a walk in nanoseconds. */
  private static long walk(Patrol patrol) {
    ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    long begin = cpu.getCurrentThreadCpuTime();
    try {
      patrol.walk(System.nanoTime());
    } catch (RuntimeException e) {
      log.error("The watchdog met a fault and goes on.", e);
    }
    return cpu.getCurrentThreadCpuTime() - begin;
  }

  private static Duration pauseAfter(long nanos) {
    long pause = nanos * COST_PER_PAUSE;
    return Duration.ofNanos(Math.clamp(pause, SHORTEST.toNanos(), LONGEST.toNanos()));
  }
}
