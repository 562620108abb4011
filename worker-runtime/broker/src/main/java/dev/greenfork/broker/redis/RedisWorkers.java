package dev.greenfork.broker.redis;

import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.Workers;
import dev.greenfork.broker.redis.Restorer.Ground;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Looks at workers from outside, over a connection that is kept until this is closed. */
final class RedisWorkers implements Workers, AutoCloseable {

  private final Site site;
  private final Restorer restorer;
  private final Noticer noticer;
  private final Leases leases;
  private final KeptConnection connection;

  // Both are used by whoever holds the connection.
  private @Nullable RedisConnection known;
  private long steadySince;

  RedisWorkers(Site site) {
    this.site = site;
    this.restorer = new Restorer(site.keys(), InstantSource.system());
    this.noticer = new Noticer(site);
    this.leases = new Leases(site.keys());
    this.connection = new KeptConnection(site.connector(), "greenfork:workers");
  }

  @Override
  public List<KnownWorker> all() {
    return connection.use(this::all);
  }

  @Override
  public Restored restore(String incarnation) {
    return connection.use(current -> restorer.of(current, incarnation, Ground.LOST, null));
  }

  @Override
  public Restored restoreDead(String incarnation, @Nullable String how) {
    return connection.use(current -> restorer.of(current, incarnation, Ground.DEAD, how));
  }

  @Override
  public List<Loss> notice() {
    return connection.use(this::notice);
  }

  @Override
  public void close() {
    connection.close();
  }

  private List<Loss> notice(RedisConnection current) {
    if (current != known) {
      known = current;
      steadySince = System.nanoTime();
    }
    boolean acts = System.nanoTime() - steadySince >= site.timings().lease().toNanos();
    List<Loss> losses = new ArrayList<>(noticer.absent(current, "", acts));
    if (acts) {
      List<String> expired =
          leases.read(current).entrySet().stream()
              .filter(lease -> !lease.getValue().isPositive())
              .map(Map.Entry::getKey)
              .toList();
      losses.addAll(noticer.expired(current, expired));
    }
    return losses;
  }

  private List<KnownWorker> all(RedisConnection current) {
    Map<String, Duration> left = leases.read(current);
    Map<String, String> descriptions = leases.descriptions(current, left.keySet());
    List<KnownWorker> all = new ArrayList<>();
    descriptions.forEach(
        (name, description) ->
            all.add(
                new KnownWorker(
                    name,
                    Descriptions.origin(description),
                    Descriptions.concurrency(description),
                    left.getOrDefault(name, Duration.ZERO),
                    (Long) current.call(Command.HLEN, site.keys().deliveries(name)))));
    return all;
  }
}
