package dev.greenfork.worker.slots;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The slots of a pool, whose number can change while it works. Thread safe. */
public final class Slots {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int total;
  private int free;
  private volatile int idle;

  /** Slots that are gone but still taken: so many of those given back next are not free again. */
  private int leaving;

  /** Slots in which nothing can run for now. */
  private int suspended;

  /** Of those, the ones that somebody still has: so many of those given back next are kept. */
  private int owed;

  public Slots(int total) {
    if (total < 1) {
      throw new IllegalArgumentException("A pool needs at least one slot, not " + total + ".");
    }
    this.total = total;
    this.free = total;
  }

  /**
   * Takes all slots that are free, after waiting for the first one.
   *
   * @return how many; 0 if none became free within {@code patience}
   */
  public int reserveAll(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (free == 0) {
        if (left <= 0) {
          return 0;
        }
        left = changed.awaitNanos(left);
      }
      int taken = free;
      free = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back {@code count} slots. */
  public void release(int count) {
    if (count == 0) {
      return;
    }
    lock.lock();
    try {
      if (count > takenNow()) {
        throw new IllegalStateException(
            "%d slots were released while only %d of %d were taken: a fault of the worker."
                .formatted(count, takenNow(), total));
      }
      int left = Math.min(leaving, count);
      leaving -= left;
      int kept = Math.min(owed, count - left);
      owed -= kept;
      free += count - left - kept;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds slots, or takes some away. What is taken stays taken: a slot that is in use goes when it
   * is given back.
   *
   * @param change negative for fewer; one slot always stays
   */
  public void resize(int change) {
    lock.lock();
    try {
      if (total + change < 1) {
        throw new IllegalArgumentException(
            "A pool of %d slots cannot lose %d: one must stay.".formatted(total, -change));
      }
      total += change;
      int back = Math.min(leaving, Math.max(0, change));
      leaving -= back;
      int now = change - back;
      int gone = Math.min(free, Math.max(0, -now));
      int kept = Math.min(owed, Math.max(0, now));
      owed -= kept;
      free += now > 0 ? now - kept : -gone;
      leaving += Math.max(0, -now) - gone;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the next slot that is given back goes, because there are too many. */
  public boolean isOver() {
    lock.lock();
    try {
      return leaving > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no slot is taken; false if that took longer than {@code patience}. */
  public boolean awaitIdle(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (takenNow() > 0) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Says how many of those that are taken wait for a message. */
  public void idle(int count) {
    idle = count;
  }

  /** Slots in which tasks are, or were and have not left: those taken that are not idle. */
  public int used() {
    return Math.max(0, taken() - idle);
  }

  /** All slots, taken or not. */
  public int total() {
    lock.lock();
    try {
      return total;
    } finally {
      lock.unlock();
    }
  }

  /** Slots taken now, reserved ones included. */
  public int taken() {
    lock.lock();
    try {
      return takenNow();
    } finally {
      lock.unlock();
    }
  }

  /** Takes one slot out of use, a free one or the next that is given back. */
  public void suspend() {
    lock.lock();
    try {
      suspended++;
      if (free > 0) {
        free--;
      } else {
        owed++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts a suspended slot into use again. */
  public void resume() {
    lock.lock();
    try {
      suspended--;
      if (owed > 0) {
        owed--;
      } else if (leaving > 0) {
        leaving--;
      } else {
        free++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Slots that are neither free nor kept out of use. */
  private int takenNow() {
    return total + leaving - free - (suspended - owed);
  }
}
