package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.protocol.QueueKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
   */
  record Batch(List<Delivery> deliveries, List<Oversized> oversized) {}

  /** A message that was never sent because of its size; id and task are empty where unknown. */
  record Oversized(String queue, String id, String task, long bytes) {}

  private final Keys keys;
  private final BrokerLimits limits;
  private final ServedQueues queues;
  private final QueueOrder order;
  private final List<String> cycle;
  private List<String> known;

  FetchCall(Keys keys, BrokerLimits limits, ServedQueues queues, QueueOrder order) {
    this.order = order;
    this.keys = keys;
    this.limits = limits;
    this.queues = queues;
    this.known = queues.names();
    this.cycle = new ArrayList<>(known);
    sort();
  }

  Script.Arguments arguments(DeliveryTag first, int slots, Instant now) {
    follow(queues.names());
    List<byte[]> names = new ArrayList<>(cycle.size() * QueueKeys.STEPS.size());
    for (int step : QueueKeys.STEPS) {
      for (String queue : cycle) {
        names.add(keys.list(queue, step));
      }
    }
    return new Script.Arguments(
        names,
        List.of(
            utf8(first.incarnation()),
            number(first.number()),
            number(slots),
            number(limits.fetchBytes()),
            number(limits.messageBytes()),
            number(utf8(keys.prefix()).length),
            utf8(now.toString()),
            number(limits.deadEntries()),
            number(limits.deadBytes()),
            keys.leases(),
            keys.deliveries(first.incarnation()),
            keys.unstarted(first.incarnation())));
  }

  /** The batch, or nothing if the lease was lost. */
  Optional<Batch> batch(Object answer, DeliveryTag first) {
    List<?> reply = (List<?>) answer;
    if (text(reply.getFirst()).equals("lost")) {
      return Optional.empty();
    }
    List<Delivery> deliveries = new ArrayList<>(reply.size());
    String last = null;
    int at = 2;
    while (at < reply.size()) {
      int list = Math.toIntExact((Long) reply.get(at));
      int count = Math.toIntExact((Long) reply.get(at + 1));
      String queue = cycle.get(list % cycle.size());
      int step = QueueKeys.STEPS.get(list / cycle.size());
      for (Object message : reply.subList(at + 2, at + 2 + count)) {
        DeliveryTag tag = new DeliveryTag(first.incarnation(), first.number() + deliveries.size());
        deliveries.add(Deaths.delivery(tag, queue, step, (byte[]) message));
        last = queue;
      }
      at += 2 + count;
    }
    if (last != null && cycle.size() > 1 && order == QueueOrder.ROUND_ROBIN) {
      cycle.remove(last);
      cycle.add(last);
    }
    return Optional.of(new Batch(deliveries, oversized((List<?>) reply.get(1))));
  }

  /** Takes over a change of the queues without upsetting whose turn it is. */
  private void follow(List<String> served) {
    if (!served.equals(known)) {
      cycle.retainAll(served);
      served.stream().filter(queue -> !cycle.contains(queue)).forEach(cycle::add);
      sort();
      known = served;
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
