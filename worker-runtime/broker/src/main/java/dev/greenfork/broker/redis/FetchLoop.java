package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
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
  private static final Duration FIRST_POLL = Duration.ofMillis(20);

  /** About how many of a crowd look for the message that woke them, while messages come singly. */
  private static final int LOOKERS = 32;

  private final Site site;
  private final Fetcher fetcher;
  private final Alarm alarm;
  private final Backoff backoff;
  private final ReentrantLock fetching = new ReentrantLock();

  private Duration blindPoll = FIRST_POLL;
  private long lastWoken = System.nanoTime() - Duration.ofHours(1).toNanos();
  private boolean failing;
  private volatile boolean open = true;

  FetchLoop(Site site, Registration registration, SplitKeeper splits) {
    this.site = site;
    this.alarm = new Alarm();
    this.fetcher = new Fetcher(site, registration, splits, alarm);
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
    alarm.raise();
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
      Occasion occasion = Occasion.ASKED;
      while (open) {
        if (fetcher.watching()) {
          Duration left = left(end);
          Duration bound = shorter(site.timings().poll(), fetcher.untilDue());
          boolean raised = alarm.await(shorter(bound, left));
          if (!raised && left.compareTo(bound) <= 0) {
            return List.of();
          }
          occasion = raised ? Occasion.WOKEN : Occasion.CHECK;
          if (raised && open && leavesItToOthers()) {
            fetcher.rest();
            if (!pause(end)) {
              return List.of();
            }
            occasion = Occasion.ASKED;
          }
        }
        if (open) {
          List<Delivery> batch = look(slots, occasion);
          if (!batch.isEmpty()) {
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

  /**
   * Whether to pause at once instead of looking first. Only where single messages keep waking a
   * crowd: after a quiet time everybody looks, because it may be a burst. Should nobody look, the
   * next of the crowd whose pause ends finds the message some milliseconds later.
   */
  private boolean leavesItToOthers() {
    long now = System.nanoTime();
    boolean often = now - lastWoken < site.timings().poll().multipliedBy(2).toNanos();
    lastWoken = now;
    return often && site.random().nextLong(1 + fetcher.crowd().size()) >= LOOKERS;
  }

  private List<Delivery> look(int slots, Occasion occasion) {
    try {
      List<Delivery> batch = fetcher.look(slots, occasion);
      backoff.reset();
      if (failing) {
        failing = false;
        log.info("Fetching again");
      }
      if (!batch.isEmpty()) {
        blindPoll = FIRST_POLL;
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
    Duration pause;
    if (failing) {
      pause = backoff.next();
    } else if (fetcher.canWatch()) {
      pause = Duration.ofNanos(site.random().nextLong(1 + fetcher.crowd().spread().toNanos()));
    } else {
      pause = shorter(blindPoll, fetcher.untilDue());
      blindPoll = shorter(blindPoll.multipliedBy(2), site.timings().poll());
    }
    Duration left = left(end);
    // An alarm in here is an old one, of lists watched before, or stop.
    alarm.await(shorter(pause, left));
    return pause.compareTo(left) < 0;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
