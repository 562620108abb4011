package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Looks at workers from outside, over a connection that is kept until this is closed. */
final class RedisWorkers implements Workers, AutoCloseable {

  private final Site site;
  private final Restorer restorer;
  private final Noticer noticer;
  private final KeptConnection connection;

  // Both are used by whoever holds the connection.
  private @Nullable RedisConnection known;
  private long steadySince;

  RedisWorkers(Site site) {
    this.site = site;
    this.restorer = new Restorer(site.keys(), InstantSource.system());
    this.noticer = new Noticer(site);
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
          leases(current).entrySet().stream()
              .filter(lease -> !lease.getValue().isPositive())
              .map(Map.Entry::getKey)
              .toList();
      losses.addAll(noticer.expired(current, expired));
    }
    return losses;
  }

  private List<KnownWorker> all(RedisConnection current) {
    Map<String, Duration> leases = leases(current);
    Map<String, String> descriptions = new TreeMap<>();
    leases.keySet().forEach(name -> descriptions.put(name, ""));
    List<?> fields = (List<?>) current.call(Command.HGETALL, site.keys().workers());
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      descriptions.put(text(fields.get(i)), text(fields.get(i + 1)));
    }
    List<KnownWorker> all = new ArrayList<>();
    descriptions.forEach(
        (name, description) ->
            all.add(
                new KnownWorker(
                    name,
                    Descriptions.origin(description),
                    Descriptions.concurrency(description),
                    leases.getOrDefault(name, Duration.ZERO),
                    (Long) current.call(Command.HLEN, site.keys().deliveries(name)))));
    return all;
  }

  /** How long each lease still lives, by the broker's clock. */
  private Map<String, Duration> leases(RedisConnection current) {
    List<?> time = (List<?>) current.call(Command.TIME, new byte[0][]);
    long now =
        Long.parseLong(text(time.getFirst())) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    List<?> scores =
        (List<?>)
            current.call(
                Command.ZRANGE, site.keys().leases(), utf8("0"), utf8("-1"), utf8("WITHSCORES"));
    Map<String, Duration> left = new TreeMap<>();
    for (int i = 0; i + 1 < scores.size(); i += 2) {
      long until = (long) Double.parseDouble(text(scores.get(i + 1)));
      left.put(text(scores.get(i)), Duration.ofMillis(Math.max(0, until - now)));
    }
    return left;
  }
}
