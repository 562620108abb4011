package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prolongs the lease on a thread and a connection of its own, and restores what workers without one
 * left.
 *
 * <p>It restores only after having been connected for the life of a lease itself: after an outage
 * of the broker all leases look run out until their owners are back.
 */
final class LeaseKeeper {

  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Site site;
  private final Registration registration;
  private final Restorer restorer;
  private final Alarm stop = new Alarm();
  private final Thread thread;

  private volatile boolean open = true;
  private volatile boolean connected = true;
  private volatile @Nullable RedisConnection connection;
  private long steadySince = System.nanoTime();

  /**
   * @param first a connection on which the worker was registered; owned from now on
   */
  LeaseKeeper(Site site, Registration registration, RedisConnection first) {
    this.site = site;
    this.registration = registration;
    this.restorer = new Restorer(site.keys());
    this.connection = first;
    this.thread = Thread.ofPlatform().name("greenfork-lease").daemon().start(this::run);
  }

  boolean connected() {
    return connected;
  }

  /** Tells the broker at once what has changed. */
  void hurry() {
    stop.raise();
  }

  /** Ends the thread; the lease runs out unless somebody gives it up. */
  void close() {
    open = false;
    stop.raise();
    RedisConnection current = connection;
    try {
      if (!thread.join(Duration.ofSeconds(1)) && current != null) {
        current.abort();
        thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = site.backoff();
    Duration pause = site.timings().refresh();
    try {
      while (open) {
        stop.await(pause);
        try {
          if (open) {
            refresh();
            backoff.reset();
            pause = site.timings().refresh();
          }
        } catch (RuntimeException e) {
          failed(e);
          pause = backoff.next();
        }
      }
    } catch (InterruptedException e) {
      log.debug("interrupted");
    } finally {
      disconnect();
    }
  }

  private void refresh() {
    RedisConnection current = connection;
    if (current == null) {
      current = site.connector().open("greenfork:lease:" + registration.incarnation());
      connection = current;
      steadySince = System.nanoTime();
    }
    String name = registration.incarnation();
    List<?> reply =
        (List<?>)
            Script.REFRESH.run(
                current,
                new Script.Arguments(
                    List.of(site.keys().leases()),
                    List.of(utf8(name), utf8(registration.millis()))));
    if ((Long) reply.getFirst() == 0) {
      log.warn("The lease of {} has run out: registering anew", name);
      registration.renew(current, name);
    } else {
      registration.heard((Long) reply.get(1));
      registration.tellQueues(current);
      restore(current, reply.subList(2, reply.size()));
    }
    if (!connected) {
      log.info("The lease is kept again");
    }
    connected = true;
  }

  private void restore(RedisConnection current, List<?> expired) {
    if (System.nanoTime() - steadySince >= site.timings().lease().toNanos()) {
      for (Object name : expired) {
        restorer.of(current, text(name));
      }
    }
  }

  private void failed(RuntimeException e) {
    if (connected && open) {
      log.warn("Cannot prolong the lease and tries again: {}", String.valueOf(e.getMessage()));
    }
    connected = false;
    disconnect();
  }

  private void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.close();
    }
  }
}
