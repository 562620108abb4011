package dev.greenfork.worker.prefork;

import dev.greenfork.worker.prefork.proc.Proc;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a child before the kernel kills the container: each that passes memoryPerChild, and the
 * largest when all of them together leave the parent no room. Looks ten times a second, which costs
 * some ten microseconds per child; does nothing where there is neither bound.
 */
final class MemoryWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MemoryWatch.class);
  private static final long TICK_MILLIS = 100;

  private final Living living;
  private final MemoryPlan plan;
  private final Thread thread;
  private volatile boolean closed;

  MemoryWatch(Living living, MemoryPlan plan) {
    this.living = living;
    this.plan = plan;
    this.thread = Thread.ofPlatform().name("greenfork-memory").daemon().unstarted(this::work);
  }

  void start() {
    if (plan.perChild() != null || plan.machine().limited()) {
      thread.start();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void work() {
    while (!closed) {
      try {
        look();
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        log.debug("The watch over memory was interrupted.");
      } catch (RuntimeException e) {
        log.error("The watch over memory met a fault and goes on.", e);
      }
    }
  }

  private void look() {
    Map<ChildProcess, Proc.Memory> sizes = new HashMap<>();
    for (ChildProcess child : living.all()) {
      sizes.put(child, Proc.memory(child.pid()));
    }
    plan.victims(sizes)
        .forEach(
            (child, words) -> {
              log.warn("{} (process {}) is {}.", child.name(), child.pid(), words);
              child.kill(new Death.TooLarge(words));
            });
  }
}
