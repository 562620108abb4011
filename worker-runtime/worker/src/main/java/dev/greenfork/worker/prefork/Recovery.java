package dev.greenfork.worker.prefork;

import dev.greenfork.worker.metrics.ChildMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows the death of a place's child, or one that did not come up: a pause, which is the
 * longer the more of them die in a row. The pauses are for the place's thread; the rest is thread
 * safe.
 */
final class Recovery {

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final Backoff backoff = new Backoff();
  private final ChildMetrics metrics;
  private final Runnable unable;
  private volatile boolean waiting;
  private volatile boolean closed;

  /**
   * @param unable told at the beginning of each pause
   */
  Recovery(ChildMetrics metrics, Runnable unable) {
    this.metrics = metrics;
    this.unable = unable;
  }

  /** Whether the place waits before it tries again. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether it waits because one child after the other died. */
  boolean isLooping() {
    return waiting && backoff.isLooping();
  }

  /** The child was ended in peace. */
  void ended() {
    backoff.ended();
  }

  /** No child came up. */
  Duration notReady() {
    return backoff.notReady();
  }

  /** The child died after so much work: tells of it and pauses. */
  void bury(ChildProcess dead, Wear wear) throws InterruptedException {
    Death death = dead.death();
    metrics.died(death.label());
    Duration pause = backoff.died(wear.tasks(), wear.age());
    log.warn(
        "{} (process {}) is gone after {}: {}. It is replaced{}.",
        dead.name(),
        dead.pid(),
        wear,
        death.words(),
        pause.isZero() ? "" : " in " + pause);
    pause(pause);
  }

  /** Waits so long, or until the thread is interrupted. */
  void pause(Duration pause) {
    if (pause.isZero() || closed) {
      return;
    }
    waiting = true;
    try {
      unable.run();
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      log.debug("A pause was interrupted.");
    } finally {
      waiting = false;
    }
  }

  /** No pause is begun from now on. */
  void close() {
    closed = true;
  }
}
