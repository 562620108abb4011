package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.placement.Placing;
import dev.greenfork.operator.placement.Wish;
import dev.greenfork.operator.replicas.Retreat;
import dev.greenfork.operator.routing.RoutingDesk;
import dev.greenfork.operator.routing.RoutingOrder;
import dev.greenfork.operator.routing.RoutingWatch;
import dev.greenfork.operator.scaling.BrokerSignals;
import dev.greenfork.operator.workers.News;
import dev.greenfork.operator.workers.WorkerWatch;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves delayed messages of one broker to their queues when their time has come, and puts back what
 * workers left that are gone, on a thread of its own; {@link OrderKeeper} listens there meanwhile,
 * pools get their signals from there, tasks their places and queues their parts. Workers do the
 * same; this is for pools that have none at the moment. Ends by itself when it has not been told
 * for a while that it is still wanted. Thread-safe.
 */
final class DueMover implements AutoCloseable {

  /** What opens the broker, anew after each failure, as its Secret may have changed. */
  interface Opener {
    OpenBroker open() throws Secrets.Lacking, IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(DueMover.class);

  /** As often has somebody to look for workers that are gone. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** Several times the pause between two looks at a Broker. */
  private static final Duration WANTED = Duration.ofSeconds(90);

  /**
   * What is wanted of it.
   *
   * @param queues those in which what is due is moved
   * @param told hears what was put back and who refuses its size, on the mover's thread
   * @param wish how tasks are to be placed
   * @param routing how queues are to be split
   */
  record Service(List<String> queues, Consumer<News> told, Wish wish, RoutingOrder routing) {

    static final Service NONE = new Service(List.of(), news -> {}, Wish.NONE, RoutingOrder.NONE);

    Service {
      queues = List.copyOf(queues);
    }
  }

  /**
   * Who works with it.
   *
   * @param watch finds workers that are gone
   * @param signals what is heard from the broker
   * @param retreat looks after workers that are too many
   * @param desk hears how queues are served
   */
  record Duties(
      WorkerWatch watch, BrokerSignals signals, Retreat.FromBroker retreat, RoutingDesk desk) {}

  private final BrokerOwner owner;
  private final Opener opener;
  private final Duties duties;
  private final Thread thread;
  private final Semaphore news = new Semaphore(0);
  private volatile Service service = Service.NONE;
  private volatile long wantedUntil;
  private @Nullable OpenBroker open;
  private @Nullable Placing placing;
  private @Nullable RoutingWatch routing;
  private boolean failing;

  DueMover(BrokerOwner owner, Opener opener, Duties duties) {
    this.owner = owner;
    this.opener = opener;
    this.duties = duties;
    this.thread = Thread.ofVirtual().name("due-" + owner).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** It is still wanted, and for this. */
  void serve(Service now) {
    wantedUntil = System.nanoTime() + WANTED.toNanos();
    service = now;
    wake();
  }

  /** There may be something to do. */
  void wake() {
    news.release();
  }

  /** Ends the thread and its connection, after at most some seconds. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (System.nanoTime() - wantedUntil < 0) {
        Duration pause = move(service);
        var _ = news.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("told to end");
    } finally {
      disconnect();
    }
  }

  private Duration move(Service of) {
    try {
      OpenBroker current = open == null ? connect() : open;
      List<String> queues = of.queues();
      duties.signals().watch(duties.retreat().queues(queues));
      Duration next = queues.isEmpty() ? LONGEST_PAUSE : current.broker().queues().moveDue(queues);
      News heard = duties.watch().look(current.broker()).plus(current.broker().workers().notice());
      if (!heard.isEmpty()) {
        of.told().accept(heard);
      }
      place(of);
      duties.retreat().look(current.broker());
      failing = false;
      return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    } catch (BrokerException | Secrets.Lacking | IOException | IllegalStateException e) {
      disconnect();
      duties.signals().failed(String.valueOf(e.getMessage()));
      if (!failing) {
        failing = true;
        LOG.warn("cannot move what is due at {} and tries again: {}", owner, e.getMessage());
      }
      return AFTER_FAILURE;
    }
  }

  private void place(Service of) {
    Placing tasks = placing;
    if (tasks != null) {
      tasks.look(of.wish());
    }
    RoutingWatch queues = routing;
    if (queues != null) {
      queues.look(of.routing(), duties.signals()::isEntranceInUse);
    }
  }

  private OpenBroker connect() throws Secrets.Lacking, IOException {
    OpenBroker fresh = opener.open();
    open = fresh;
    OrderKeeper.listen(fresh.broker());
    duties.signals().attach(fresh.broker());
    placing = Placing.at(fresh.broker()); // Ends with its broker.
    routing = new RoutingWatch(owner, fresh.broker(), duties.desk(), InstantSource.system());
    return fresh;
  }

  private void disconnect() {
    OpenBroker current = open;
    open = null;
    placing = null;
    routing = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        LOG.debug("a file was left", e);
      }
    }
  }
}
