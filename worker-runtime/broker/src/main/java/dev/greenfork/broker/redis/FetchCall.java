package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.QueueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of the fetch script and the meaning of its reply, and whose turn it is. For one
 * thread.
 */
final class FetchCall {

  /**
   * What a fetch brought.
   *
   * @param deliveries the messages
   * @param oversized messages that were dead-lettered by the script because of their size
   * @param left messages that still wait to be split
   * @param outdated whether a queue was split by another state than the worker knows, or not at all
   */
  record Batch(List<Delivery> deliveries, List<Oversized> oversized, long left, boolean outdated) {}

  /** How much a fetch may bring: messages, and bytes after which it takes no more. */
  record Bounds(int slots, long bytes) {}

  /** A message that was never sent because of its size; id and task are empty where unknown. */
  record Oversized(String queue, String id, String task, long bytes) {}

  private final Keys keys;
  private final BrokerLimits limits;
  private final ServedQueues queues;
  private final SplitKeeper splits;
  private final QueueOrder order;
  private final List<String> cycle;
  private List<String> known;
  private Map<String, QueueMode> modes;
  private FetchPlan plan;

  FetchCall(Site site, Registration registration, SplitKeeper splits) {
    this.order = registration.order();
    this.keys = site.keys();
    this.limits = site.settings().limits();
    this.queues = registration.queues();
    this.splits = splits;
    this.known = queues.names();
    this.cycle = new ArrayList<>(known);
    sort();
    this.modes = splits.modes();
    this.plan = plan();
  }

  /** What the next fetch looks into. */
  FetchPlan next() {
    follow(queues.names());
    Map<String, QueueMode> now = splits.modes();
    if (!modes.equals(now)) {
      modes = now;
      plan = plan();
    }
    return plan;
  }

  Script.Arguments arguments(FetchPlan look, DeliveryTag first, Bounds bounds, Instant now) {
    List<byte[]> values = new ArrayList<>(12 + look.values().size());
    values.add(utf8(first.incarnation()));
    values.add(number(first.number()));
    values.add(number(bounds.slots()));
    values.add(number(bounds.bytes()));
    values.add(number(limits.messageBytes()));
    values.add(number(utf8(keys.prefix()).length));
    values.add(utf8(now.toString()));
    values.add(number(limits.deadEntries()));
    values.add(number(limits.deadBytes()));
    values.add(keys.leases());
    values.add(keys.deliveries(first.incarnation()));
    values.add(keys.unstarted(first.incarnation()));
    values.addAll(look.values());
    return new Script.Arguments(look.lists(), values);
  }

  /** The batch, or nothing if the lease was lost. */
  Optional<Batch> batch(Object answer, FetchPlan look, DeliveryTag first) {
    List<?> reply = (List<?>) answer;
    if (text(reply.getFirst()).equals("lost")) {
      return Optional.empty();
    }
    List<Delivery> deliveries = new ArrayList<>(reply.size());
    String last = null;
    int at = look.split().isEmpty() ? 2 : 3;
    while (at < reply.size()) {
      FetchPlan.Place place = look.places().get(Math.toIntExact((Long) reply.get(at)));
      int count = Math.toIntExact((Long) reply.get(at + 1));
      for (Object message : reply.subList(at + 2, at + 2 + count)) {
        DeliveryTag tag = new DeliveryTag(first.incarnation(), first.number() + deliveries.size());
        deliveries.add(Deaths.delivery(tag, place.queue(), place.step(), (byte[]) message));
        last = place.queue();
      }
      at += 2 + count;
    }
    if (last != null && cycle.size() > 1 && order == QueueOrder.ROUND_ROBIN) {
      cycle.remove(last);
      cycle.add(last);
      plan = plan();
    }
    List<Oversized> oversized = oversized((List<?>) reply.get(1));
    if (look.split().isEmpty()) {
      return Optional.of(new Batch(deliveries, oversized, 0, false));
    }
    long left = 0;
    boolean outdated = false;
    List<?> report = (List<?>) reply.get(2);
    for (int i = 0; i < look.split().size(); i++) {
      left += (Long) report.get(2 * i);
      String version = splits.mode(look.split().get(i)).version();
      outdated |= !text(report.get(2 * i + 1)).equals(version);
    }
    return Optional.of(new Batch(deliveries, oversized, left, outdated));
  }

  private FetchPlan plan() {
    return FetchPlan.of(keys, cycle, splits, splits.own());
  }

  /** Takes over a change of the queues without upsetting whose turn it is. */
  private void follow(List<String> served) {
    if (!served.equals(known)) {
      cycle.retainAll(served);
      served.stream().filter(queue -> !cycle.contains(queue)).forEach(cycle::add);
      sort();
      known = served;
      plan = plan();
    }
  }

  private static List<Oversized> oversized(List<?> fields) {
    List<Oversized> found = new ArrayList<>(fields.size() / 4);
    for (int i = 0; i + 3 < fields.size(); i += 4) {
      found.add(
          new Oversized(
              text(fields.get(i)),
              text(fields.get(i + 1)),
              text(fields.get(i + 2)),
              (Long) fields.get(i + 3)));
    }
    return found;
  }

  private void sort() {
    if (order == QueueOrder.SORTED) {
      cycle.sort(null);
    }
  }

  private static byte[] number(long value) {
    return utf8(Long.toString(value));
  }
}
