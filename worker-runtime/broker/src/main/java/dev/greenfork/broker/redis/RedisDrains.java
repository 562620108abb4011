package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.DrainOrder;
import dev.greenfork.broker.Drains;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Orders to drain, over a connection that is kept until this is closed. */
final class RedisDrains implements Drains, AutoCloseable {

  private final Keys keys;
  private final KeptConnection connection;

  RedisDrains(Site site) {
    this.keys = site.keys();
    this.connection = new KeptConnection(site.connector(), "greenfork:drains");
  }

  @Override
  public void order(Map<String, String> orders, Duration life) {
    if (orders.isEmpty()) {
      return;
    }
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(Long.toString(life.toMillis())));
    orders.forEach(
        (node, id) -> {
          values.add(utf8(node));
          values.add(utf8(id));
        });
    var _ =
        connection.use(
            current ->
                Script.DRAIN.run(current, new Script.Arguments(List.of(keys.drains()), values)));
  }

  @Override
  public void cancel(Collection<String> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    byte[][] drains = fields(keys.drains(), nodes);
    byte[][] drained = fields(keys.drained(), nodes);
    var _ =
        connection.use(
            current -> {
              current.queue(Command.HDEL, drains);
              current.queue(Command.HDEL, drained);
              return replies(current, 2);
            });
  }

  @Override
  public Map<String, DrainOrder> all() {
    List<?> replies =
        connection.use(
            current -> {
              current.queue(Command.TIME, new byte[0][]);
              current.queue(Command.HGETALL, keys.drains());
              current.queue(Command.HGETALL, keys.drained());
              return replies(current, 3);
            });
    List<?> time = (List<?>) replies.getFirst();
    long now =
        Long.parseLong(text(time.getFirst())) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    Map<String, String> answers = map((List<?>) replies.get(2));
    Map<String, DrainOrder> orders = new HashMap<>();
    map((List<?>) replies.get(1))
        .forEach(
            (node, order) -> {
              DrainOrder read = DrainCodec.order(order, answers.get(node), now);
              if (read != null) {
                orders.put(node, read);
              }
            });
    return orders;
  }

  @Override
  public void close() {
    connection.close();
  }

  private static List<?> replies(RedisConnection connection, int count) {
    List<?> replies = connection.replies(count);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error) {
        throw connection.translate(error);
      }
    }
    return replies;
  }

  private static byte[][] fields(byte[] key, Collection<String> names) {
    List<byte[]> all = new ArrayList<>();
    all.add(key);
    names.forEach(name -> all.add(utf8(name)));
    return all.toArray(byte[][]::new);
  }

  private static Map<String, String> map(List<?> pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      map.put(text(pairs.get(i)), text(pairs.get(i + 1)));
    }
    return map;
  }
}
