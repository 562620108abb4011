package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * Finds the deliveries of a fetch whose reply was lost with its connection: recorded in our name,
 * and unknown to us. Nobody else would run them as long as our lease lives.
 */
final class LostReplies {

  private static final int CHUNK = 100;

  private final Keys keys;

  LostReplies(Keys keys) {
    this.keys = keys;
  }

  /**
   * What is recorded from {@code first} on.
   *
   * @param oldConnection ended before, so that a fetch still on its way cannot arrive later
   */
  List<Delivery> from(DeliveryTag first, RedisConnection connection, long oldConnection) {
    end(connection, oldConnection, FetchLink.name(first.incarnation()));
    byte[] record = keys.deliveries(first.incarnation());
    List<Long> numbers = new ArrayList<>();
    for (Object field : (List<?>) connection.call(Command.HKEYS, record)) {
      long number = Long.parseLong(text(field));
      if (number >= first.number()) {
        numbers.add(number);
      }
    }
    numbers.sort(null);
    List<Delivery> found = new ArrayList<>(numbers.size());
    for (int at = 0; at < numbers.size(); at += CHUNK) {
      List<Long> some = numbers.subList(at, Math.min(at + CHUNK, numbers.size()));
      for (Long number : some) {
        connection.queue(Command.HGET, record, utf8(Long.toString(number)));
      }
      List<Object> values = connection.replies(some.size());
      for (int i = 0; i < some.size(); i++) {
        if (values.get(i) instanceof byte[] value) {
          found.add(delivery(new DeliveryTag(first.incarnation(), some.get(i)), value));
        }
      }
    }
    return found;
  }

  // Ids start anew when the server does, so the name has to be ours too.
  private static void end(RedisConnection connection, long oldConnection, String name) {
    String id = Long.toString(oldConnection);
    try {
      if (text(connection.call(Command.CLIENT, "LIST", "ID", id)).contains(" name=" + name + " ")) {
        connection.call(Command.CLIENT, "KILL", "ID", id);
      }
    } catch (BrokerRefusedException e) {
      // It is gone already, or we may not; a fetch that comes so late is found at the next lost
      // reply or by restore.
    }
  }

  /** Reads {@code <length of the list's key>:<key><envelope>}. */
  private Delivery delivery(DeliveryTag tag, byte[] value) {
    int colon = 0;
    while (value[colon] != ':') {
      colon++;
    }
    int length = Integer.parseInt(new String(value, 0, colon, StandardCharsets.US_ASCII));
    int message = colon + 1 + length;
    String list = new String(value, colon + 1, length, StandardCharsets.UTF_8);
    String name = list.substring(keys.prefix().length());
    int separator = name.lastIndexOf(QueueKeys.SEPARATOR);
    String queue = SubQueue.entrance(separator < 0 ? name : name.substring(0, separator));
    int step =
        separator < 0
            ? 0
            : Integer.parseInt(name.substring(separator + QueueKeys.SEPARATOR.length()));
    return Deaths.delivery(tag, queue, step, Arrays.copyOfRange(value, message, value.length));
  }
}
