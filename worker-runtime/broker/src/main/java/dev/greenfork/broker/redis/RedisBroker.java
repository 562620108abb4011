package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Chords;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.QueueAdmin;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.Replies;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.broker.Workers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A Redis as broker, with its parts made when first asked for and ended in reverse order. */
public final class RedisBroker implements Broker {

  private final Site site;
  private final DepthReader depths;
  private final RedisQueueAdmin queues;
  private final RedisWorkers workers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private @Nullable RedisPublisher publisher;
  private @Nullable RedisResults results;
  private @Nullable RedisFanout fanout;
  private @Nullable RedisChords chords;
  private boolean closed;

  RedisBroker(Site site) {
    this.site = site;
    this.depths = new DepthReader(site);
    this.queues = new RedisQueueAdmin(site);
    this.workers = new RedisWorkers(site);
  }

  /** A broker that connects when it is first used. */
  public static RedisBroker open(BrokerSettings settings) {
    return new RedisBroker(new Site(settings, Timings.DEFAULT, new SecureRandom()));
  }

  @Override
  public BrokerProbe probe() {
    return Prober.probe(site.connector());
  }

  @Override
  public BrokerProbe probeResults() {
    return Prober.probe(site.results());
  }

  @Override
  public BrokerOwner claim(BrokerOwner owner, Duration life) {
    return Claims.claim(site, owner, life);
  }

  @Override
  public Map<String, QueueDepth> depths(Collection<String> queues) {
    return depths.read(queues);
  }

  @Override
  public QueueAdmin queues() {
    return queues;
  }

  @Override
  public Workers workers() {
    return workers;
  }

  @Override
  public Publisher publisher() {
    lock.lock();
    try {
      requireOpen();
      if (publisher == null) {
        publisher = new RedisPublisher(site);
        parts.push(publisher);
      }
      return publisher;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Results results() {
    lock.lock();
    try {
      requireOpen();
      if (results == null) {
        results = new RedisResults(site);
        parts.push(results);
      }
      return results;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Fanout fanout() {
    return messengers();
  }

  @Override
  public Replies replies() {
    return messengers();
  }

  @Override
  public StandingOrders orders() {
    return new RedisOrders(site, messengers()::send);
  }

  @Override
  public Chords chords() {
    lock.lock();
    try {
      requireOpen();
      if (chords == null) {
        chords = new RedisChords(site);
        parts.push(chords);
      }
      return chords;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TaskConsumer consume(ConsumerSpec spec) {
    lock.lock();
    try {
      requireOpen();
      RedisTaskConsumer consumer = RedisTaskConsumer.start(site, spec);
      parts.push(consumer);
      return consumer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!parts.isEmpty()) {
        close(parts.pop());
      }
      depths.close();
      queues.close();
      workers.close();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "RedisBroker[prefix=%s]".formatted(text(site.keys().prefix()));
  }

  private RedisFanout messengers() {
    lock.lock();
    try {
      requireOpen();
      if (fanout == null) {
        fanout = new RedisFanout(site);
        parts.push(fanout);
      }
      return fanout;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new BrokerUnavailableException("this broker was closed");
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException("no part of this package throws when it is closed", e);
    }
  }
}
