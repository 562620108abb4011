package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.metrics.ChildMetrics;
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
 * One place in the pool: a thread that keeps a child alive and feeds it from the pool's queue. Its
 * slot is in use only while there is a child, so that nothing is fetched for a place that has none.
 *
 * <p>States: without a child (slot suspended, perhaps backing off), with a child, left. A child
 * that wears out is changed for a spare between two tasks without leaving the second state.
 */
final class ChildSlot implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChildSlot.class);

  /** What all places share. */
  record Shared(
      Nursery nursery, Spares spares, Work work, Readiness readiness, ChildOptions limits) {}

  /** Where tasks come from, and what is told of them. */
  record Work(BlockingQueue<TaskRun> queue, Slots slots, ChildMetrics metrics, Runnable unable) {}

  private final String name;
  private final Shared shared;
  private final Succession succession;
  private final Thread thread;
  private final Recovery recovery;
  private final Opening opening;
  private volatile @Nullable ChildProcess child;
  private volatile boolean closed;
  private volatile boolean busy;
  private boolean startedOnce;

  ChildSlot(int number, Shared shared) {
    this.name = "greenfork-slot-" + number;
    this.shared = shared;
    this.succession = new Succession(shared);
    this.recovery = new Recovery(shared.work().metrics(), shared.work().unable());
    this.opening = new Opening(shared.work().slots());
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Whether a task runs here. */
  boolean isBusy() {
    return busy;
  }

  /** Whether it has no child and waits before it tries again. */
  boolean isBackingOff() {
    return recovery.isWaiting();
  }

  /** Whether it has no child, because one after the other died. */
  boolean isLooping() {
    return recovery.isLooping();
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
    recovery.close();
  }

  /** Ends the child, whatever it does, and then the thread. */
  @Override
  public void close() {
    retire();
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
    try {
      while (!closed) {
        turn();
      }
    } finally {
      opening.open();
      succession.end();
    }
  }

  private void turn() {
    try {
      ChildProcess spare = succession.spare();
      serve(spare == null ? shared.nursery().raise() : spare);
    } catch (WorkerException e) {
      if (!startedOnce) {
        startedOnce = true;
        shared.readiness().failed(e);
      }
      if (!closed) {
        Duration pause = recovery.notReady();
        log.error("{} Next try in {}.", e.getMessage(), pause);
        recovery.pause(pause);
      }
    } catch (InterruptedException e) {
      log.debug("{} was interrupted.", name);
    } catch (RuntimeException e) {
      log.error("{} met a fault and goes on.", name, e);
      recovery.pause(recovery.notReady());
    }
  }

  /** Runs tasks in this child, and in those that follow it, until one dies. */
  private void serve(ChildProcess first) throws InterruptedException {
    startedOnce = true;
    shared.readiness().ready();
    ChildProcess serving = first;
    while (true) {
      child = serving;
      Wear wear = new Wear(shared.limits(), serving.pid());
      String why;
      try (ChildProcess _ = serving) {
        opening.open();
        why = feed(serving, wear);
        if (why == null && !closed) {
          opening.shut();
          recovery.bury(serving, wear);
          return;
        }
      } finally {
        child = null;
      }
      recovery.ended();
      if (closed) {
        return;
      }
      log.info("{} (process {}) is replaced: {}.", serving.name(), serving.pid(), wear);
      shared.work().metrics().recycled(String.valueOf(why));
      ChildProcess following = succession.take();
      if (following == null) {
        opening.shut();
        following = succession.late();
      }
      serving = following;
    }
  }

  /** Gives tasks to the child; why it is to be replaced, null if it died or the place is left. */
  private @Nullable String feed(ChildProcess serving, Wear wear) throws InterruptedException {
    while (!closed && serving.isAlive()) {
      String over = succession.due(serving, wear);
      if (over != null) {
        return over;
      }
      TaskRun task = shared.work().queue().poll(1, TimeUnit.SECONDS);
      if (task != null) {
        run(serving, wear, task);
      }
    }
    return null;
  }

  private void run(ChildProcess serving, Wear wear, TaskRun task) throws InterruptedException {
    busy = true;
    boolean taken = false;
    try {
      taken = serving.isAlive() && serving.run(task);
      if (taken && serving.isAlive()) {
        wear.ran();
      }
    } finally {
      busy = false;
      if (!taken) {
        shared.work().queue().add(task);
      } else if (!task.leave()) {
        shared.work().slots().release(1);
      }
    }
  }
}
