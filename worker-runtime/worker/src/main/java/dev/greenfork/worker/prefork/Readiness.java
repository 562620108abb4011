package dev.greenfork.worker.prefork;

import dev.greenfork.worker.WorkerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a pool can work: yes once one child was ready, no once every first start failed. */
final class Readiness {

  private final int children;
  private int failed;
  private boolean ready;
  private @Nullable WorkerException reason;

  Readiness(int children) {
    this.children = children;
  }

  synchronized void ready() {
    ready = true;
    notifyAll();
  }

  /** The first start of one child failed. */
  synchronized void failed(WorkerException why) {
    failed++;
    reason = why;
    notifyAll();
  }

  synchronized void await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!ready) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (failed >= children && reason != null) {
        throw new WorkerException("No prefork child can start: " + reason.getMessage(), reason);
      }
      if (left <= 0) {
        throw new WorkerException("No prefork child was ready within " + patience + ".");
      }
      wait(left);
    }
  }
}
