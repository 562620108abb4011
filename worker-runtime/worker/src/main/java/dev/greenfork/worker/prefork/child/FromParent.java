package dev.greenfork.worker.prefork.child;

import dev.greenfork.worker.prefork.frames.Frame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The thread that reads all that the parent says, from the first moment on, so that its end is seen
 * at once whatever else this process does: then it halts.
 */
final class FromParent {

  private final ParentLink parent;
  private final CompletableFuture<Child> child = new CompletableFuture<>();
  private final CountDownLatch leave = new CountDownLatch(1);

  private final Runnable gone;

  private FromParent(ParentLink parent, Runnable gone) {
    this.parent = parent;
    this.gone = gone;
  }

  /**
   * Begins to read.
   *
   * @param gone what is done when the parent is gone
   */
  static FromParent listen(ParentLink parent, Runnable gone) {
    FromParent from = new FromParent(parent, gone);
    Thread.ofPlatform().name("greenfork-from-parent").daemon().start(from::work);
    return from;
  }

  /** Who hears what is said. The parent says nothing before it knows that this one is ready. */
  void to(Child hearing) {
    child.complete(hearing);
  }

  /** Waits until the parent wants the process to end. */
  void awaitLeave() throws InterruptedException {
    leave.await();
  }

  private void work() {
    try {
      while (true) {
        Frame frame = parent.read();
        if (frame instanceof Frame.Leave) {
          leave.countDown();
        } else {
          child.join().hear(frame);
        }
      }
    } catch (IOException e) {
      gone.run();
    }
  }
}
