package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.ConsumerStatus;
import dev.greenfork.broker.DelayedMessage;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Drainable;
import dev.greenfork.broker.Placer;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A worker's link to its queues: the fetch loop, the writer of settlements and the keeper of the
 * lease.
 */
final class RedisTaskConsumer implements TaskConsumer {

  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  private final Site site;
  private final Registration registration;
  private final FetchLoop fetches;
  private final GroupWriter<SettleItem> writer;
  private final LeaseKeeper keeper;
  private final SplitKeeper splits;
  private final Restored first;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RedisTaskConsumer(
      Site site,
      Registration registration,
      SplitKeeper splits,
      RedisConnection connection,
      Restored first) {
    this.site = site;
    this.registration = registration;
    this.splits = splits;
    this.first = first;
    this.fetches = new FetchLoop(site, registration, splits);
    SettleEncoder encoder =
        new SettleEncoder(site.keys(), site.resultKeys(), InstantSource.system(), site.random());
    this.writer =
        new GroupWriter<>(
            "greenfork-settle",
            new SettleSink(site, encoder, registration::incarnation),
            site.settings().limits().settleBytes(),
            site.backoff());
    this.keeper =
        new LeaseKeeper(
            site,
            registration,
            connection,
            current -> {
              if (splits.refresh(current)) {
                fetches.wake();
              }
            });
  }

  /** Registers the worker and restores what its predecessors at this place left. */
  static RedisTaskConsumer start(Site site, ConsumerSpec spec, Placer placer) {
    Registration registration = new Registration(site, spec);
    SplitKeeper splits = new SplitKeeper(site, registration, spec.pool(), placer);
    RedisConnection connection =
        site.connector().open("greenfork:lease:" + registration.incarnation());
    try {
      registration.register(connection);
      Restorer restorer = new Restorer(site.keys(), InstantSource.system());
      Restored first = Predecessors.restore(connection, restorer, site, spec.origin());
      splits.refresh(connection);
      return new RedisTaskConsumer(site, registration, splits, connection, first);
    } catch (BrokerException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public List<Delivery> fetch(int slots, Duration patience) throws InterruptedException {
    if (slots < 1) {
      throw new IllegalArgumentException("a fetch needs at least one free slot, not " + slots);
    }
    return fetches.fetch(slots, patience);
  }

  @Override
  public void stopFetching() {
    fetches.stop();
  }

  @Override
  public List<String> queues() {
    return registration.queues().names();
  }

  @Override
  public boolean serve(String queue) {
    return changed(registration.queues().add(queue));
  }

  @Override
  public boolean leave(String queue) {
    return changed(registration.queues().remove(queue));
  }

  @Override
  public void resized(int concurrency) {
    registration.resize(concurrency);
  }

  @Override
  public void obey(Drainable worker) {
    keeper.obey(worker);
  }

  @Override
  public void settle(Settlement settlement, SettleListener listener) {
    fetches.ends(settlement.tag());
    writer.add(new SettleItem.End(settlement, listener));
  }

  @Override
  public void store(StoredResult result) {
    store(DeliveryTag.NONE, result);
  }

  @Override
  public void store(DeliveryTag tag, StoredResult result) {
    writer.add(new SettleItem.Store(tag, result));
  }

  @Override
  public void markWaiting(DeliveryTag tag) {
    writer.add(new SettleItem.Mark(tag, false, SettleListener.NONE));
  }

  @Override
  public void markStarted(DeliveryTag tag, SettleListener listener) {
    writer.add(new SettleItem.Mark(tag, true, listener));
  }

  @Override
  public boolean flush(Duration patience) throws InterruptedException {
    return writer.flush(patience);
  }

  @Override
  public int restoreAbandoned() {
    try (RedisConnection connection = site.connector().open("greenfork:restore")) {
      return (int)
          Restored.of(new Noticer(site).all(connection, registration.incarnation())).messages();
    }
  }

  @Override
  public List<DelayedMessage> delayed(int most) {
    return new DelayedView(site, registration).read(most);
  }

  @Override
  public ConsumerStatus status() {
    return new ConsumerStatus(
        registration.incarnation(),
        fetches.connected() || keeper.connected(),
        registration.peers(),
        writer.unwritten(),
        registration.lost(),
        fetches.oversized(),
        first.plus(keeper.restored()));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    fetches.close();
    writer.close(LAST_WRITES);
    keeper.close();
    Farewell.say(site, registration, splits);
  }

  private boolean changed(boolean whether) {
    if (whether) {
      fetches.wake();
      keeper.hurry();
    }
    return whether;
  }
}
