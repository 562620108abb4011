package dev.greenfork.broker.redis;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Chords;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Drains;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Notes;
import dev.greenfork.broker.Placer;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.QueueAdmin;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.Replies;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.Signals;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.broker.Workers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** A Redis as broker, with its parts made when first asked for and ended in reverse order. */
public final class RedisBroker implements Broker {

  private final Site site;
  private final Parts parts = new Parts();
  private final DepthReader depths;
  private final RedisQueueAdmin queues;
  private final RedisSplits splits;
  private final RedisNotes notes;
  private final RedisWorkers workers;
  private final RedisDrains drains;
  private final Supplier<RedisPublisher> publisher;
  private final Supplier<RedisResults> results;
  private final Supplier<RedisFanout> messengers;
  private final Supplier<RedisChords> chords;

  RedisBroker(Site site) {
    this.site = site;
    // These connect when they are used, at any time.
    this.workers = parts.make(() -> new RedisWorkers(site));
    this.drains = parts.make(() -> new RedisDrains(site));
    this.splits = parts.make(() -> new RedisSplits(site));
    this.notes = parts.make(() -> new RedisNotes(site));
    this.queues = parts.make(() -> new RedisQueueAdmin(site));
    this.depths = parts.make(() -> new DepthReader(site));
    this.publisher = parts.lazily(() -> new RedisPublisher(site));
    this.results = parts.lazily(() -> new RedisResults(site));
    this.messengers = parts.lazily(() -> new RedisFanout(site));
    this.chords = parts.lazily(() -> new RedisChords(site));
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
  public Splits splits() {
    return splits;
  }

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public Workers workers() {
    return workers;
  }

  @Override
  public Drains drains() {
    return drains;
  }

  @Override
  public Publisher publisher() {
    return publisher.get();
  }

  @Override
  public Results results() {
    return results.get();
  }

  @Override
  public Fanout fanout() {
    return messengers.get();
  }

  @Override
  public Replies replies() {
    return messengers.get();
  }

  @Override
  public StandingOrders orders() {
    return new RedisOrders(site, messengers.get()::send);
  }

  @Override
  public Chords chords() {
    return chords.get();
  }

  @Override
  public Signals signals(InstantSource clock, Signals.Listener listener) {
    return parts.make(() -> new RedisSignals(site, clock, listener));
  }

  @Override
  public TaskConsumer consume(ConsumerSpec spec, Placer placer) {
    return parts.make(() -> RedisTaskConsumer.start(site, spec, placer));
  }

  @Override
  public void close() {
    parts.close();
  }

  @Override
  public String toString() {
    return "RedisBroker[prefix=%s]".formatted(site.keys().prefix());
  }
}
