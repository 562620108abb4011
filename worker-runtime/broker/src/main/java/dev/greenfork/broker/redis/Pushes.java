package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commands of one round trip that put messages into their queues, and which messages each of
 * them carries, so that a refusal concerns those alone. For one thread.
 */
final class Pushes {

  /** Messages for one list that go out in one command. */
  private static final int MOST_VALUES = 500;

  private final RedisConnection connection;
  private final Keys keys;
  private final List<List<Publication>> carried = new ArrayList<>();
  private final List<String> queues = new ArrayList<>();
  private final Map<Lane, List<Publication>> lanes = new LinkedHashMap<>();

  /** A list of messages. */
  private record Lane(String queue, int step) {}

  Pushes(RedisConnection connection, Keys keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /** Makes a queue known to kombu. */
  void bind(String queue) {
    byte[] member = utf8(QueueKeys.binding(queue));
    connection.queue(Command.SADD, keys.key(QueueKeys.bindings(queue)), member);
    connection.queue(Command.SADD, keys.key(QueueKeys.permanentBindings(queue)), member);
    note(queue, List.of());
    note(queue, List.of());
  }

  /** Puts a message where it belongs; those for lists go out with {@link #send}. */
  void put(Publication message) {
    String queue = message.queue();
    if (message.due() == null) {
      Lane lane = new Lane(queue, QueueKeys.step(message.priority()));
      lanes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(message);
    } else {
      byte[] score = Delayed.score(message.due());
      connection.queue(Command.ZADD, keys.delayed(queue), score, Delayed.member(message));
      note(queue, List.of(message));
    }
  }

  /**
   * Sends all and waits for the replies.
   *
   * @param unbound is given the queues whose bindings were refused
   * @return what became of messages that were refused; usually none
   */
  IdentityHashMap<Publication, JedisDataException> send(Set<String> unbound) {
    lanes.forEach(this::push);
    List<Object> replies = connection.replies(carried.size());
    IdentityHashMap<Publication, JedisDataException> refused = new IdentityHashMap<>();
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof JedisDataException error) {
        List<Publication> messages = carried.get(i);
        if (messages.isEmpty()) {
          unbound.add(queues.get(i));
        }
        messages.forEach(message -> refused.put(message, error));
      }
    }
    return refused;
  }

  private void push(Lane lane, List<Publication> messages) {
    byte[] list = keys.list(lane.queue(), lane.step());
    for (int at = 0; at < messages.size(); at += MOST_VALUES) {
      List<Publication> some = messages.subList(at, Math.min(at + MOST_VALUES, messages.size()));
      byte[][] arguments = new byte[1 + some.size()][];
      arguments[0] = list;
      for (int i = 0; i < some.size(); i++) {
        arguments[i + 1] = some.get(i).envelope();
      }
      connection.queue(Command.LPUSH, arguments);
      note(lane.queue(), some);
    }
  }

  private void note(String queue, List<Publication> messages) {
    queues.add(queue);
    carried.add(messages);
  }
}
