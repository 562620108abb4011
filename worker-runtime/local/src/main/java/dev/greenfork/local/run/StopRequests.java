package dev.greenfork.local.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Signals on their way from the JVM's threads to the loop. Thread safe. */
final class StopRequests {

  private final Semaphore requests = new Semaphore(0);

  void add() {
    requests.release();
  }

  /** Waits for the next one; false if none came in this time. */
  boolean await(Duration time) throws InterruptedException {
    return requests.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
