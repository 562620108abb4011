package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the one thread that publishes them. Adding never blocks and takes no lock:
 * what finds the buffer full is not kept. Adding is thread safe; the rest is for one thread.
 */
final class EventBuffer {

  private final int capacity;
  private final ConcurrentLinkedQueue<Stamped<TaskEvent>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile @Nullable Thread reader;

  EventBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an event; false if there is no room. */
  boolean add(Stamped<TaskEvent> event) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    queue.add(event);
    if (waiting.get() && waiting.compareAndSet(true, false)) {
      LockSupport.unpark(reader);
    }
    return true;
  }

  /** Says which thread is going to {@link #await}. */
  void readBy(Thread thread) {
    reader = thread;
  }

  /** Ends a wait, this one or the next. */
  void wake() {
    LockSupport.unpark(reader);
  }

  /** Waits for an event or a wake-up. */
  void await(Duration patience) {
    waiting.set(true);
    if (queue.isEmpty() && !patience.isNegative()) {
      LockSupport.parkNanos(this, patience.toNanos());
    }
    waiting.set(false);
  }

  /** Takes out what is there, at most so many. */
  List<Stamped<TaskEvent>> take(int most) {
    List<Stamped<TaskEvent>> taken = new ArrayList<>();
    while (taken.size() < most) {
      Stamped<TaskEvent> event = queue.poll();
      if (event == null) {
        break;
      }
      taken.add(event);
    }
    size.addAndGet(-taken.size());
    return taken;
  }

  /** How many are there, or are about to be. */
  int size() {
    return size.get();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
