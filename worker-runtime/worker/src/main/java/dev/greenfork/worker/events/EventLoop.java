package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import dev.greenfork.protocol.event.WorkerEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that publishes: {@code worker-online} at its start, heartbeats and the events that
 * gathered meanwhile, the last of them and {@code worker-offline} at its end. A platform thread, so
 * that tasks which hog the carriers do not make the worker look dead.
 */
final class EventLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

  /** Events in one message; enough to make the cost of a message small. */
  private static final int BATCH = 100;

  /** Lets events gather; no monitor shows anything sooner. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private static final Duration WITHOUT_HEARTBEAT = Duration.ofMinutes(1);
  private static final Duration AFTER_FAULT = Duration.ofMillis(200);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** What Celery says in an answer to the control command {@code heartbeat}. */
  private static final Duration ASKED = Duration.ofSeconds(5);

  private final EventBuffer buffer;
  private final EventOutlet outlet;
  private final Heart heart;
  private final @Nullable Duration frequency;
  private final Thread thread;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean stopping;
  private long nextBeat;

  /**
   * @param frequency of heartbeats; null for none
   */
  EventLoop(EventBuffer buffer, EventOutlet outlet, Heart heart, @Nullable Duration frequency) {
    this.buffer = buffer;
    this.outlet = outlet;
    this.heart = heart;
    this.frequency = frequency;
    this.thread = Thread.ofPlatform().name("greenfork-events").daemon().unstarted(this::run);
    buffer.readBy(thread);
  }

  /** Called once, and not after {@link #close}. */
  void start() {
    thread.start();
  }

  /** Sends a heartbeat soon. */
  void heartbeat() {
    asked.set(true);
    buffer.wake();
  }

  /** Publishes what is there and ends. */
  @Override
  public void close() {
    stopping = true;
    buffer.wake();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(LAST_WORDS.multipliedBy(3))) {
        thread.interrupt();
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      nextBeat = System.nanoTime();
      beatIfDue(Kind.ONLINE);
      while (!stopping) {
        try {
          turn();
        } catch (RuntimeException e) {
          // why: a fault of ours must not make the worker look dead
          log.error("The publishing of events met a fault and goes on.", e);
          LockSupport.parkNanos(AFTER_FAULT.toNanos());
        }
      }
      while (!buffer.isEmpty()) {
        outlet.tasks(buffer.take(BATCH));
      }
      farewell();
    } catch (InterruptedException e) {
      log.debug("The publishing of events was cut short.");
    }
  }

  private void turn() throws InterruptedException {
    buffer.await(
        frequency == null
            ? WITHOUT_HEARTBEAT
            : Duration.ofNanos(Math.max(0, nextBeat - System.nanoTime())));
    int gathered = buffer.size();
    if (gathered > 0 && gathered < BATCH && !stopping) {
      LockSupport.parkNanos(LINGER.toNanos());
    }
    publish();
    if (asked.getAndSet(false)) {
      heart.beat(Kind.HEARTBEAT, ASKED);
    }
    beatIfDue(Kind.HEARTBEAT);
  }

  /** Sends what is there, but no longer than until the next heartbeat. */
  private void publish() throws InterruptedException {
    List<Stamped<TaskEvent>> batch = buffer.take(BATCH);
    while (!batch.isEmpty()) {
      outlet.tasks(batch);
      batch = isBeatDue() ? List.of() : buffer.take(BATCH);
    }
  }

  private boolean isBeatDue() {
    return frequency != null && nextBeat - System.nanoTime() <= 0;
  }

  private void beatIfDue(Kind kind) {
    if (frequency != null && isBeatDue()) {
      nextBeat = System.nanoTime() + frequency.toNanos();
      heart.beat(kind, frequency);
    }
  }

  private void farewell() throws InterruptedException {
    if (frequency == null) {
      return;
    }
    // While one heartbeat is on its way no other is sent.
    boolean through = heart.awaitTaken(LAST_WORDS);
    heart.beat(Kind.OFFLINE, frequency);
    if (!through || !heart.awaitTaken(LAST_WORDS)) {
      log.debug("Monitors were not told of the end.");
    }
  }
}
