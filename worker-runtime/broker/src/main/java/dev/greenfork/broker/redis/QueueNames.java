package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.protocol.QueueKeys;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;

/** Finds the queues of a broker by the keys that belong to them. */
final class QueueNames {

  private static final String BINDINGS = QueueKeys.bindings("");
  private static final List<String> OURS = List.of(".dead", ".delayed");

  private final Keys keys;

  QueueNames(Keys keys) {
    this.keys = keys;
  }

  List<String> find(RedisConnection connection) {
    Set<String> names = new TreeSet<>();
    scan(
        connection,
        Globs.escape(keys.prefix() + BINDINGS) + "*",
        key -> bound(connection, key, names));
    for (String suffix : OURS) {
      scan(
          connection,
          Globs.escape(keys.prefix()) + "*" + suffix,
          key -> names.add(key.substring(keys.prefix().length(), key.length() - suffix.length())));
    }
    return List.copyOf(names);
  }

  // Queues bound by their own name; those of remote control and events are bound otherwise.
  private void bound(RedisConnection connection, String key, Set<String> names) {
    for (Object each : (List<?>) connection.call(Command.SMEMBERS, utf8(key))) {
      String member = text(each);
      String queue = member.substring(member.lastIndexOf('\u0016') + 1);
      if (!queue.isEmpty() && member.equals(QueueKeys.binding(queue))) {
        names.add(queue);
      }
    }
  }

  private static void scan(RedisConnection connection, String pattern, Consumer<String> found) {
    String cursor = "0";
    do {
      List<?> reply =
          (List<?>) connection.call(Command.SCAN, cursor, "MATCH", pattern, "COUNT", "5000");
      cursor = text(reply.getFirst());
      ((List<?>) reply.get(1)).forEach(key -> found.accept(text(key)));
    } while (!cursor.equals("0"));
  }
}
