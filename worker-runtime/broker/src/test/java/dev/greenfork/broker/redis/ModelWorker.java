package dev.greenfork.broker.redis;

import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Placer;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.SubQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker without threads: what its threads would do at some time, it does when it is told to. It
 * uses the parts of a real one, and beside them keeps what the model says about it.
 */
final class ModelWorker {

  final SubQueue type;
  final Map<Long, Delivery> held = new LinkedHashMap<>();
  final List<String> cycle;
  final Map<String, Heard> heard = new HashMap<>();

  private final boolean older;
  private final Site site;
  private final TestPlacer placer = new TestPlacer();
  private final Registration registration;
  private final SplitKeeper keeper;
  private final FetchCall call;
  private final SettleSink sink;
  private final Numbering numbering = new Numbering();

  /** How it serves a queue, by the model. */
  record Heard(SplitModel.State state, QueueMode.Way way) {}

  /**
   * @param older whether it is of a version that knows of no split
   */
  ModelWorker(Site site, SubQueue type, boolean older, List<String> queues) {
    this.site = site;
    this.type = type;
    this.older = older;
    this.cycle = new ArrayList<>(queues);
    ConsumerSpec spec = new ConsumerSpec(type.word() + "@host", type.word(), 10, queues);
    this.registration = new Registration(site, spec);
    this.keeper = new SplitKeeper(site, registration, type.word(), older ? Placer.NONE : placer);
    this.call = new FetchCall(site, registration, keeper);
    SettleEncoder encoder =
        new SettleEncoder(site.keys(), site.resultKeys(), InstantSource.system(), site.random());
    this.sink = new SettleSink(site, encoder, registration::incarnation);
  }

  String name() {
    return registration.incarnation();
  }

  void arrive(RedisConnection connection, SplitModel model) {
    registration.register(connection);
    refresh(connection, model);
  }

  /** Says that it serves its queues, and hears who else does. */
  void refresh(RedisConnection connection, SplitModel model) {
    keeper.refresh(connection);
    if (older) {
      return;
    }
    String part = type.word() + "/" + TaskIndexes.digest(placer.index());
    for (String queue : registration.queues().names()) {
      model.serving.computeIfAbsent(queue, _ -> new HashMap<>()).put(name(), part);
      Heard before = heard.get(queue);
      QueueMode.Way way = model.refresh(queue, before == null ? null : before.state());
      heard.put(queue, new Heard(model.state(queue), way));
    }
  }

  /** Fetches; gives what the broker gave. The model is told what that must have been. */
  List<Delivery> fetch(RedisConnection connection, SplitModel model, int slots) {
    FetchPlan plan = call.next();
    var first = numbering.take(name(), slots);
    Object reply =
        plan.script()
            .run(
                connection,
                call.arguments(plan, first, new FetchCall.Bounds(slots, 1 << 20), Instant.now()));
    FetchCall.Batch batch = call.batch(reply, plan, first).orElseThrow();
    boolean outdated = new ModelFetch(model, this).fetch(first.number(), slots);
    if (batch.outdated() != outdated) {
      throw new AssertionError("the fetch says outdated=%s".formatted(batch.outdated()));
    }
    if (outdated) {
      refresh(connection, model);
    }
    batch.deliveries().forEach(each -> held.put(each.tag().number(), each));
    return batch.deliveries();
  }

  void settle(Settlement settlement) {
    sink.write(List.of(new SettleItem.End(settlement, SettleListener.NONE)));
    held.remove(settlement.tag().number());
  }

  /** Where a message that it has fetched is to go instead; null if it runs here. */
  @Nullable SubQueue elsewhere(Delivery delivery, String task) {
    SubQueue place =
        TestPlacer.NAMES.contains(task) ? placer.placeOf(delivery.queue(), task) : null;
    return place == type ? null : place;
  }

  /** Whether it has heard that a queue is split. */
  boolean splits(String queue) {
    Heard now = heard.get(queue);
    return now != null && now.way() == QueueMode.Way.SPLIT;
  }

  /** The version by which it decides about a queue. */
  String version(String queue) {
    return keeper.mode(queue).version();
  }

  /** It stops in order: what it holds has been handed back. */
  void leave(RedisConnection connection, SplitModel model) {
    keeper.leave(connection);
    model.serving.values().forEach(owners -> owners.remove(name()));
    restore(connection, model);
    sink.disconnect();
  }

  /** Somebody finds that it is gone. */
  void restore(RedisConnection connection, SplitModel model) {
    new Restorer(site.keys(), InstantSource.system())
        .of(connection, name(), Restorer.Ground.DEAD, null);
    model.restore(name());
    held.clear();
  }

  void disconnect() {
    sink.disconnect();
  }

  /** What it has said about its queues has run out. */
  void forget(RedisConnection connection, SplitModel model) {
    keeper.leave(connection);
    model.serving.values().forEach(owners -> owners.remove(name()));
    sink.disconnect();
  }
}
