package dev.greenfork.broker.redis;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much the messages have that were fetched and have not ended: as long as that is too much,
 * nothing more is fetched. Small messages do not count, so that they cost nothing; slots bound
 * them. Thread safe.
 */
final class HeldBytes {

  /** A larger message counts. */
  static final int SMALL = 4 << 10;

  private final long most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<DeliveryTag, Integer> sizes = new HashMap<>();
  private long held;
  private boolean open = true;

  /** Whether any message counts: all that most settlements look at. */
  private volatile boolean any;

  /**
   * @param most bytes beyond which nothing is fetched; the last message may exceed it
   */
  HeldBytes(long most) {
    this.most = most;
  }

  /** Waits for room and says how many bytes; 0 if there was none within {@code patience}. */
  long room(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (held >= most && open && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Math.max(0, most - held);
    } finally {
      lock.unlock();
    }
  }

  /** These were fetched. */
  void add(List<Delivery> fetched) {
    for (Delivery delivery : fetched) {
      int size = delivery.envelope().length;
      if (size > SMALL) {
        add(delivery.tag(), size);
      }
    }
  }

  /** This one has ended, or is about to. */
  void remove(DeliveryTag tag) {
    if (!any) {
      return;
    }
    lock.lock();
    try {
      Integer size = sizes.remove(tag);
      if (size != null) {
        held -= size;
        any = !sizes.isEmpty();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more. */
  void close() {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(DeliveryTag tag, int size) {
    lock.lock();
    try {
      if (sizes.put(tag, size) == null) {
        held += size;
        any = true;
      }
    } finally {
      lock.unlock();
    }
  }
}
