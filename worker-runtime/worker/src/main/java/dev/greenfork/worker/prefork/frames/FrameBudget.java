package dev.greenfork.worker.prefork.frames;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * How many bytes of large frames a parent holds at once, of all its children together. Who has no
 * room waits, and its child with it, in the order in which they came. Thread safe.
 */
public final class FrameBudget {

  /** Frames of at most so many bytes are not counted: most are smaller, and cost nothing then. */
  static final int FREE = 64 << 10;

  private static final Share NOTHING = new Share(new Semaphore(0), 0);

  private final int most;
  private final Semaphore room;

  /**
   * @param bytes a frame that is larger is let in alone
   */
  public FrameBudget(int bytes) {
    this.most = bytes;
    this.room = new Semaphore(bytes, true);
  }

  /** What one frame has of a budget, until it is closed. */
  static final class Share implements AutoCloseable {

    private final Semaphore room;
    private final AtomicInteger bytes;

    private Share(Semaphore room, int bytes) {
      this.room = room;
      this.bytes = new AtomicInteger(bytes);
    }

    /** Closed again, it does nothing. */
    @Override
    public void close() {
      if (this != NOTHING) { // which all readers have, often
        room.release(bytes.getAndSet(0));
      }
    }
  }

  /**
   * Waits for room.
   *
   * @param wanted whether there is still somebody to wait for; asked each second
   * @throws IOException if there is not
   */
  Share take(int bytes, BooleanSupplier wanted) throws IOException {
    if (bytes <= FREE) {
      return NOTHING;
    }
    int counted = Math.min(bytes, most);
    try {
      while (!room.tryAcquire(counted, 1, TimeUnit.SECONDS)) {
        if (!wanted.getAsBoolean()) {
          throw new EOFException("the connection was closed while a frame waited for room");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a frame waited for room", e);
    }
    return new Share(room, counted);
  }

  /** Bytes that are counted now. */
  public int used() {
    return most - room.availablePermits();
  }
}
