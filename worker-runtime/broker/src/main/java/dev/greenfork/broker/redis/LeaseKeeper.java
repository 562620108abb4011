package dev.greenfork.broker.redis;

import dev.greenfork.broker.Drainable;
import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Prolongs the lease on a thread and a connection of its own, and restores what workers without one
 * left.
 *
 * <p>It restores only after having been connected for the life of a lease itself: after an outage
 * of the broker all leases look run out until their owners are back.
 */
final class LeaseKeeper {

  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final String NAME = "greenfork:lease:";

  /** Of more workers one looks every moment anyway. */
  private static final int FEW = 8;

  private final Site site;
  private final Registration registration;
  private final Noticer noticer;
  private final Consumer<RedisConnection> also;
  private final Alarm stop = new Alarm();
  private final Thread thread;

  private volatile boolean open = true;
  private volatile @Nullable Drainable worker;
  private volatile boolean connected = true;
  private volatile @Nullable RedisConnection connection;
  private volatile Restored restored = Restored.NOTHING;
  private long steadySince = System.nanoTime();
  private String named;

  /**
   * @param first a connection on which the worker was registered; owned from now on
   * @param also done at each refresh, on its connection
   */
  LeaseKeeper(
      Site site, Registration registration, RedisConnection first, Consumer<RedisConnection> also) {
    this.also = also;
    this.site = site;
    this.registration = registration;
    this.noticer = new Noticer(site);
    this.named = registration.incarnation();
    this.connection = first;
    this.thread = Thread.ofPlatform().name("greenfork-lease").daemon().start(this::run);
  }

  boolean connected() {
    return connected;
  }

  /** What was put back until now. */
  Restored restored() {
    return restored;
  }

  /** Tells this one from now on what is ordered, beginning at once. */
  void obey(Drainable drainable) {
    worker = drainable;
    hurry();
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
    Duration pause = pause();
    try {
      while (open) {
        stop.await(pause);
        try {
          if (open) {
            refresh();
            backoff.reset();
            pause = pause();
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

  /** Few workers refresh as often as they have to look for each other. */
  private Duration pause() {
    return registration.peers() <= FEW ? site.timings().look() : site.timings().refresh();
  }

  private void refresh() {
    RedisConnection current = connect();
    String name = registration.incarnation();
    Drainable drainable = worker;
    List<?> reply =
        (List<?>) Script.REFRESH.run(current, RefreshCall.of(site, registration, name, drainable));
    if ((Long) reply.getFirst() == 0) {
      log.warn("The lease of {} has run out: registering anew", name);
      registration.renew(current, name);
    } else {
      registration.heard((Long) reply.get(1));
      registration.tellQueues(current);
      also.accept(current);
      if (drainable != null) {
        drainable.ordered(RedisConnection.text(reply.get(3)));
      }
      notice(current, (Long) reply.get(2) == 1, reply.subList(4, reply.size()));
    }
    if (!connected) {
      log.info("The lease is kept again");
    }
    connected = true;
  }

  private RedisConnection connect() {
    RedisConnection current = connection;
    String name = registration.incarnation();
    if (current == null) {
      current = site.connector().open(NAME + name);
      connection = current;
      steadySince = System.nanoTime();
    } else if (!named.equals(name)) {
      // Others look for it.
      current.call(Command.CLIENT, "SETNAME", Connector.clientName(NAME + name));
    }
    named = name;
    return current;
  }

  private void notice(RedisConnection current, boolean looks, List<?> expired) {
    boolean acts = System.nanoTime() - steadySince >= site.timings().lease().toNanos();
    if (looks) {
      List<Loss> absent = noticer.absent(current, registration.incarnation(), acts);
      restored = restored.plus(Restored.of(absent));
    }
    if (acts) {
      List<String> names = expired.stream().map(RedisConnection::text).toList();
      restored = restored.plus(Restored.of(noticer.expired(current, names)));
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
