package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.redis.Fetcher.Occasion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, waits, looks again: the patience of a fetch. {@link #fetch} is for one thread, the rest
 * for any.
 *
 * <p>Every wait is on one alarm, which a changed list or {@link #stop} raises, and has a bound: the
 * poll while lists are watched, a growing poll where they cannot be, the pause of the crowd, the
 * back-off while the broker is away.
 */
final class FetchLoop {

  private static final Logger log = LoggerFactory.getLogger(FetchLoop.class);

  private final Site site;
  private final Fetcher fetcher;
  private final HeldBytes held;
  private final Pauses pauses;
  private final Alarm alarm;
  private final Backoff backoff;
  private final ReentrantLock fetching = new ReentrantLock();

  private boolean failing;
  private volatile boolean open = true;

  FetchLoop(Site site, Registration registration, SplitKeeper splits) {
    this.site = site;
    this.alarm = new Alarm();
    this.held = new HeldBytes(site.settings().limits().heldBytes());
    this.fetcher = new Fetcher(site, registration, splits, alarm);
    this.pauses = new Pauses(site, fetcher);
    this.backoff = site.backoff();
  }

  boolean connected() {
    return fetcher.connected();
  }

  long oversized() {
    return fetcher.oversized();
  }

  /** Makes this and every later fetch return nothing. */
  void stop() {
    open = false;
    held.close();
    alarm.raise();
  }

  /** This delivery ends: it makes room for others. */
  void ends(DeliveryTag tag) {
    held.remove(tag);
  }

  /** Makes a waiting fetch look again. */
  void wake() {
    alarm.raise();
  }

  /** Ends the connections, cutting them if a fetch still hangs on one. */
  void close() {
    stop();
    try {
      if (fetching.tryLock(1, TimeUnit.SECONDS)) {
        fetching.unlock();
      } else {
        fetcher.abort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fetcher.abort();
    }
    fetching.lock();
    try {
      fetcher.disconnect();
    } finally {
      fetching.unlock();
    }
  }

  List<Delivery> fetch(int slots, Duration patience) throws InterruptedException {
    fetching.lockInterruptibly();
    try {
      long end = System.nanoTime() + patience.toNanos();
      long room = Math.min(site.settings().limits().fetchBytes(), held.room(patience));
      if (room == 0) {
        return List.of();
      }
      Occasion occasion = Occasion.ASKED;
      while (open) {
        if (fetcher.watching()) {
          Duration left = left(end);
          Duration bound = Pauses.shorter(site.timings().poll(), fetcher.untilDue());
          boolean raised = alarm.await(Pauses.shorter(bound, left));
          if (!raised && left.compareTo(bound) <= 0) {
            return List.of();
          }
          occasion = raised ? Occasion.WOKEN : Occasion.CHECK;
          if (raised && open && pauses.leavesItToOthers()) {
            fetcher.rest();
            if (!pause(end)) {
              return List.of();
            }
            occasion = Occasion.ASKED;
          }
        }
        if (open) {
          List<Delivery> batch = look(slots, room, occasion);
          if (!batch.isEmpty()) {
            held.add(batch);
            return batch;
          }
          occasion = Occasion.ASKED;
          if (fetcher.splits() ? left(end).isZero() : !fetcher.watching() && !pause(end)) {
            return List.of();
          }
        }
      }
      return List.of();
    } finally {
      fetching.unlock();
    }
  }

  private List<Delivery> look(int slots, long room, Occasion occasion) {
    try {
      List<Delivery> batch = fetcher.look(slots, room, occasion);
      backoff.reset();
      if (failing) {
        failing = false;
        log.info("Fetching again");
      }
      if (!batch.isEmpty()) {
        pauses.found();
      }
      return batch;
    } catch (BrokerException e) {
      fetcher.disconnect();
      if (!failing && open) {
        failing = true;
        log.warn("Cannot fetch and tries again: {}", e.getMessage());
      }
      return List.of();
    } catch (RuntimeException e) {
      // A fault of ours; a worker that is alive and not fetching would be worse.
      log.error("Cannot fetch and tries again", e);
      fetcher.disconnect();
      failing = true;
      return List.of();
    }
  }

  /** After a look that found nothing and watches nothing; false when patience has run out. */
  private boolean pause(long end) throws InterruptedException {
    Duration pause = failing ? backoff.next() : pauses.next();
    Duration left = left(end);
    // An alarm in here is an old one, of lists watched before, or stop.
    alarm.await(Pauses.shorter(pause, left));
    return pause.compareTo(left) < 0;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
