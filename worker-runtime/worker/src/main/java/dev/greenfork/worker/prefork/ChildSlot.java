package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place in the pool: a thread that keeps a child alive and feeds it from the pool's queue. A
 * child that cannot start is tried again after pauses that grow to ten seconds.
 */
final class ChildSlot implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChildSlot.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** What all places share. */
  record Shared(
      Nursery nursery,
      BlockingQueue<TaskRun> queue,
      Slots slots,
      Readiness readiness,
      ChildOptions limits) {}

  private final String name;
  private final Shared shared;
  private final Thread thread;
  private volatile @Nullable ChildProcess child;
  private volatile boolean closed;
  private volatile boolean busy;
  private boolean startedOnce;
  private Duration pause = FIRST_PAUSE;

  ChildSlot(int number, Shared shared) {
    this.name = "greenfork-child-" + number;
    this.shared = shared;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Whether a task runs here. */
  boolean isBusy() {
    return busy;
  }

  /** The child's process, empty while there is none. */
  OptionalLong pid() {
    ChildProcess running = child;
    return running != null && running.isAlive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }

  /** Ends the place once its task has ended, within seconds if it has none. */
  void retire() {
    closed = true;
  }

  /** Ends the child, whatever it does, and then the thread. */
  @Override
  public void close() {
    closed = true;
    ChildProcess running = child;
    if (running != null) {
      running.close();
    }
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!closed) {
      try {
        try (ChildProcess started = shared.nursery().spawn(name)) {
          child = started;
          started.awaitReady(START_PATIENCE);
          log.debug("{} is ready as process {}.", name, started.pid());
          shared.readiness().ready();
          startedOnce = true;
          pause = FIRST_PAUSE;
          feed(started);
        }
      } catch (WorkerException e) {
        if (!startedOnce) {
          startedOnce = true;
          shared.readiness().failed(e);
        }
        if (!closed) {
          log.error("{} Next try in {}.", e.getMessage(), pause);
          pause();
        }
      } catch (InterruptedException e) {
        log.debug("{} was interrupted.", name);
      } catch (RuntimeException e) {
        log.error("{} met a fault and goes on.", name, e);
        pause();
      }
    }
  }

  private void feed(ChildProcess started) throws InterruptedException {
    Wear wear = new Wear(shared.limits(), started.pid());
    while (!closed && started.isAlive() && !wear.isOver()) {
      TaskRun task = shared.queue().poll(1, TimeUnit.SECONDS);
      if (task == null) {
        continue;
      }
      if (!started.isAlive()) {
        shared.queue().add(task);
        break;
      }
      busy = true;
      try {
        if (started.run(task)) {
          wear.ran();
        }
      } finally {
        busy = false;
        if (!task.leave()) {
          shared.slots().release(1);
        }
      }
    }
    if (wear.isOver()) {
      log.info("{} (process {}) is replaced: {}.", name, started.pid(), wear);
    } else if (!closed) {
      log.warn("{} (process {}) is gone and is replaced.", name, started.pid());
    }
  }

  private void pause() {
    try {
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    } catch (InterruptedException e) {
      log.debug("{} was interrupted.", name);
    }
  }
}
