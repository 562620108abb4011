package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.operator.placement.Placing;
import dev.greenfork.operator.placement.Wish;
import dev.greenfork.operator.replicas.Retreat;
import dev.greenfork.operator.scaling.BrokerSignals;
import dev.greenfork.operator.workers.News;
import dev.greenfork.operator.workers.WorkerWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves delayed messages of one broker to their queues when their time has come, and puts back what
 * workers left that are gone, on a thread of its own; {@link OrderKeeper} listens there meanwhile,
 * pools get their signals from there, and tasks their places. Workers do the same; this is for
 * pools that have none at the moment. Ends by itself when it has not been told for a while that it
 * is still wanted. Thread-safe.
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
   */
  record Service(List<String> queues, Consumer<News> told, Wish wish) {

    static final Service NONE = new Service(List.of(), news -> {}, Wish.NONE);

    Service {
      queues = List.copyOf(queues);
    }
  }

  private final String name;
  private final Opener opener;
  private final WorkerWatch watch;
  private final BrokerSignals signals;
  private final Retreat.FromBroker retreat;
  private final Thread thread;
  private volatile Service service = Service.NONE;
  private volatile long wantedUntil;
  private @Nullable OpenBroker open;
  private @Nullable Placing placing;
  private boolean failing;

  /**
   * @param retreat looks after workers that are too many
   */
  DueMover(
      String name,
      Opener opener,
      WorkerWatch watch,
      BrokerSignals signals,
      Retreat.FromBroker retreat) {
    this.retreat = retreat;
    this.name = name;
    this.opener = opener;
    this.watch = watch;
    this.signals = signals;
    this.thread = Thread.ofVirtual().name("due-" + name).unstarted(this::run);
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
        Thread.sleep(pause);
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
      signals.watch(retreat.queues(queues));
      Duration next = queues.isEmpty() ? LONGEST_PAUSE : current.broker().queues().moveDue(queues);
      News news = watch.look(current.broker()).plus(current.broker().workers().notice());
      if (!news.isEmpty()) {
        of.told().accept(news);
      }
      place(of.wish());
      retreat.look(current.broker());
      failing = false;
      return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    } catch (BrokerException | Secrets.Lacking | IOException | IllegalStateException e) {
      disconnect();
      signals.failed(String.valueOf(e.getMessage()));
      if (!failing) {
        failing = true;
        LOG.warn("cannot move what is due at {} and tries again: {}", name, e.getMessage());
      }
      return AFTER_FAILURE;
    }
  }

  private void place(Wish wish) {
    Placing current = placing;
    if (current != null) {
      current.look(wish);
    }
  }

  private OpenBroker connect() throws Secrets.Lacking, IOException {
    OpenBroker fresh = opener.open();
    open = fresh;
    OrderKeeper.listen(fresh.broker());
    signals.attach(fresh.broker());
    placing = Placing.at(fresh.broker()); // Ends with its broker.
    return fresh;
  }

  private void disconnect() {
    OpenBroker current = open;
    open = null;
    placing = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        LOG.debug("a file was left", e);
      }
    }
  }
}
