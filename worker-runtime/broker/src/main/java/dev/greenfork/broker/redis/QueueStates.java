package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.QueueState;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Asks what lies in queues, all of them in one round trip. */
final class QueueStates {

  private static final int LISTS = QueueKeys.STEPS.size() * (1 + SubQueue.ALL.size());
  private static final int COMMANDS = LISTS + 3;

  private final Keys keys;

  QueueStates(Keys keys) {
    this.keys = keys;
  }

  List<QueueState> look(RedisConnection current, Collection<String> queues) {
    queues.forEach(queue -> ask(current, queue));
    List<Object> replies = current.replies(queues.size() * COMMANDS);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error) {
        throw current.translate(error);
      }
    }
    List<QueueState> states = new ArrayList<>();
    for (String queue : queues) {
      int at = states.size() * COMMANDS;
      states.add(state(queue, replies.subList(at, at + COMMANDS)));
    }
    return states;
  }

  /** All that messages may wait in: of the queue, then of each sub-queue, by step. */
  List<byte[]> lists(String queue) {
    List<byte[]> names = new ArrayList<>();
    QueueKeys.STEPS.forEach(step -> names.add(keys.list(queue, step)));
    for (SubQueue part : SubQueue.ALL) {
      QueueKeys.STEPS.forEach(step -> names.add(keys.list(part.of(queue), step)));
    }
    return names;
  }

  /** The sum of what {@link #lists} names, from their lengths. */
  static QueueDepth all(List<?> counts) {
    Map<Integer, Long> steps = new LinkedHashMap<>();
    for (int part = 0; part <= SubQueue.ALL.size(); part++) {
      depth(counts, part).byStep().forEach((step, count) -> steps.merge(step, count, Long::sum));
    }
    return new QueueDepth(steps);
  }

  private void ask(RedisConnection current, String queue) {
    lists(queue).forEach(list -> current.queue(Command.LLEN, list));
    byte[] delayed = keys.delayed(queue);
    current.queue(Command.ZCARD, delayed);
    current.queue(Command.ZRANGE, delayed, utf8("0"), utf8("0"), utf8("WITHSCORES"));
    current.queue(Command.LLEN, keys.dead(queue));
  }

  private static QueueState state(String queue, List<Object> replies) {
    List<?> first = (List<?>) replies.get(LISTS + 1);
    Instant due =
        first.isEmpty()
            ? null
            : Instant.ofEpochMilli((long) Double.parseDouble(text(first.getLast())));
    Map<SubQueue, QueueDepth> split = new EnumMap<>(SubQueue.class);
    for (int i = 0; i < SubQueue.ALL.size(); i++) {
      QueueDepth depth = depth(replies, 1 + i);
      if (depth.total() > 0) {
        split.put(SubQueue.ALL.get(i), depth);
      }
    }
    return new QueueState(
        queue, all(replies), split, (Long) replies.get(LISTS), due, (Long) replies.get(LISTS + 2));
  }

  /** Of the queue itself (0) or of one of its sub-queues. */
  private static QueueDepth depth(List<?> counts, int part) {
    Map<Integer, Long> steps = new LinkedHashMap<>();
    int first = part * QueueKeys.STEPS.size();
    for (int step : QueueKeys.STEPS) {
      steps.put(step, (Long) counts.get(first + steps.size()));
    }
    return new QueueDepth(steps);
  }
}
