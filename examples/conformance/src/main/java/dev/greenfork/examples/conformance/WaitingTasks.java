package dev.greenfork.examples.conformance;

import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that wait: as they should, against orders, and for their own next try. */
public final class WaitingTasks {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingTasks.class);

  /** Waits and returns {@code seconds}. */
  @Task(name = "conformance.sleep", kind = Kind.IO)
  public double sleep(double seconds) throws InterruptedException {
    Thread.sleep(seconds(seconds));
    return seconds;
  }

  /** Waits {@code seconds} and does not let an interrupt end it sooner; returns the interrupts. */
  @Task(name = "conformance.swallow", kind = Kind.IO)
  public int swallow(double seconds) {
    Instant end = Instant.now().plus(seconds(seconds));
    int interrupts = 0;
    while (true) {
      Duration left = Duration.between(Instant.now(), end);
      if (!left.isPositive()) {
        return interrupts;
      }
      try {
        Thread.sleep(left);
      } catch (InterruptedException swallowed) {
        interrupts++;
        LOG.info("Interrupted {} times and going on for {} ms", interrupts, left.toMillis());
      }
    }
  }

  /** Runs again {@code times} times, 100 ms apart, and then returns how often that was. */
  @Task(name = "conformance.retry", kind = Kind.IO, maxRetries = -1)
  public int retry(int times) {
    TaskContext context = TaskContext.current();
    if (context.retries() < times) {
      throw context.retry(Duration.ofMillis(100));
    }
    return context.retries();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
