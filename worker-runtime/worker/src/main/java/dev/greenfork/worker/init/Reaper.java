package dev.greenfork.worker.init;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaps processes that tasks have started and left behind: once their parents are gone they are
 * children of process 1, and stay in the table of processes until that has waited for them. Java
 * waits for the processes that it has started itself, within moments; who is dead at two looks ten
 * seconds apart is waited for by nobody.
 */
public final class Reaper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reaper.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long INIT = 1;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("greenfork-reaper").daemon().unstarted(this::work);
  private Set<Long> before = Set.of();

  Reaper() {}

  /** Starts one if this is process 1. */
  public static Optional<Reaper> startWhereNeeded() {
    if (ProcessHandle.current().pid() != INIT) {
      return Optional.empty();
    }
    Reaper reaper = new Reaper();
    reaper.thread.start();
    return Optional.of(reaper);
  }

  /** Reaps who is dead now and was so at the last look; for one thread. */
  void look() {
    Set<Long> dead = Zombies.ofThisProcess();
    for (long pid : dead) {
      if (before.contains(pid)) {
        log.debug("Process {} was left by a task and is reaped.", pid);
        LibC.reap(pid);
      }
    }
    before = dead;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      log.debug("The reaper was interrupted.");
    } catch (RuntimeException | LinkageError e) {
      // why: a worker can go on without, for as long as there are numbers of processes
      log.warn("Processes that tasks leave behind are not reaped.", e);
    }
  }
}
