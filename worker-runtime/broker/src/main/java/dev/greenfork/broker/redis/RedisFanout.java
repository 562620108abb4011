package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pub/sub channels named as kombu names them, {@code /<database>.<exchange>[/<routing key>]}, and
 * the queues of who waits for answers. Threads and connections are made when first needed.
 */
final class RedisFanout implements Fanout, Replies, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedisFanout.class);
  private static final int LIMIT = 16 << 20;
  private static final Duration LAST_WRITES = Duration.ofSeconds(1);

  private final Site site;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, List<Ear>> ears = new ConcurrentHashMap<>();
  private @Nullable GroupWriter<FanoutSink.Item> writer;
  private @Nullable Subscriptions subscriptions;
  private boolean closed;

  RedisFanout(Site site) {
    this.site = site;
  }

  @Override
  public CompletionStage<Void> publish(String exchange, String routingKey, byte[] envelope) {
    String name = routingKey.isEmpty() ? exchange : exchange + "/" + routingKey;
    return send(new FanoutSink.Errand.Publish(name, envelope));
  }

  @Override
  public CompletionStage<Void> send(Address address, byte[] envelope) {
    return send(new FanoutSink.Errand.Answer(address, envelope));
  }

  @Override
  public Inbox open(String exchange) {
    return RedisInbox.open(site, exchange);
  }

  @Override
  public Subscription subscribe(String exchange, String routing, Listener listener) {
    String name = Globs.escape(exchange);
    if (!routing.isEmpty()) {
      name += "/" + routing.replace('#', '*');
    }
    Ear ear = new Ear(name, exchange, listener);
    lock.lock();
    try {
      requireOpen();
      ears.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(ear);
      if (subscriptions == null) {
        subscriptions =
            new Subscriptions(
                site, "fanout", Subscriptions.Form.PATTERNS, this::connect, new Heard());
      }
      subscriptions.subscribe(name);
    } finally {
      lock.unlock();
    }
    return ear;
  }

  @Override
  public void close() {
    GroupWriter<FanoutSink.Item> writing;
    Subscriptions hearing;
    lock.lock();
    try {
      closed = true;
      writing = writer;
      hearing = subscriptions;
    } finally {
      lock.unlock();
    }
    if (hearing != null) {
      hearing.close();
    }
    if (writing != null) {
      writing.close(LAST_WRITES);
    }
    ears.clear();
  }

  /** Does an errand without holding the caller up. */
  CompletionStage<Void> send(FanoutSink.Errand errand) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long deadline = System.nanoTime() + site.timings().publish().toNanos();
    FanoutSink.Item item = new FanoutSink.Item(errand, done, deadline);
    GroupWriter<FanoutSink.Item> current;
    lock.lock();
    try {
      if (writer == null && !closed) {
        writer = new GroupWriter<>("greenfork-tell", new FanoutSink(site), LIMIT, site.backoff());
      }
      current = writer;
    } finally {
      lock.unlock();
    }
    if (current == null || !current.offer(item)) {
      done.completeExceptionally(
          new BrokerUnavailableException(
              "the message was not sent: too much waits for the broker, or it was closed"));
    }
    return done;
  }

  private Subscriptions.Opened connect() {
    RedisConnection connection = site.connector().open("greenfork:hear");
    return new Subscriptions.Opened(connection, Globs.escape(site.fanoutPrefix()));
  }

  private void requireOpen() {
    if (closed) {
      throw new BrokerUnavailableException("this broker was closed");
    }
  }

  /** Called by the reader's thread alone, ears included. */
  private final class Heard implements Subscriptions.Listener {

    private long connections;

    @Override
    public void connected() {
      connections++;
    }

    @Override
    public void subscribed(String name) {
      ears.getOrDefault(name, List.of()).forEach(ear -> ear.confirmed(connections));
    }

    @Override
    public void published(String name, String channel, byte[] message) {
      int start = 1 + channel.indexOf('.', site.keys().prefix().length());
      for (Ear ear : ears.getOrDefault(name, List.of())) {
        ear.hear(channel.substring(start), message);
      }
    }
  }

  private final class Ear implements Subscription {

    private final String name;
    private final String exchange;
    private final Listener listener;
    private final CompletableFuture<Void> active = new CompletableFuture<>();
    private long confirmedOn;

    Ear(String name, String exchange, Listener listener) {
      this.name = name;
      this.exchange = exchange;
      this.listener = listener;
    }

    @Override
    public CompletionStage<Void> active() {
      return active;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        List<Ear> all = ears.get(name);
        if (all != null && all.remove(this) && all.isEmpty() && subscriptions != null) {
          ears.remove(name);
          subscriptions.unsubscribe(name);
        }
      } finally {
        lock.unlock();
      }
    }

    /** Redis confirms again when somebody else asked for the same; only a new connection counts. */
    private void confirmed(long connection) {
      if (!active.complete(null) && connection != confirmedOn) {
        guarded(listener::resumed);
      }
      confirmedOn = connection;
    }

    private void hear(String channel, byte[] message) {
      String key =
          channel.length() > exchange.length() ? channel.substring(exchange.length() + 1) : "";
      guarded(() -> listener.heard(key, message));
    }

    private void guarded(Runnable call) {
      try {
        call.run();
      } catch (RuntimeException e) {
        log.error("Who listens to {} failed on what it heard", exchange, e);
      }
    }
  }
}
