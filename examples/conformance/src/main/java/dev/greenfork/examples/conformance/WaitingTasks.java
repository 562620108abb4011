package dev.greenfork.examples.conformance;

import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that wait: as they should, and against orders. */
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

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
