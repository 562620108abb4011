package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Protocol.Command;

/** Reads who is registered at the broker. */
final class Leases {

  private final Keys keys;

  Leases(Keys keys) {
    this.keys = keys;
  }

  /** How long each lease still lives, by the broker's clock. */
  Map<String, Duration> read(RedisConnection current) {
    List<?> time = (List<?>) current.call(Command.TIME, new byte[0][]);
    long now =
        Long.parseLong(text(time.getFirst())) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    List<?> scores =
        (List<?>)
            current.call(Command.ZRANGE, keys.leases(), utf8("0"), utf8("-1"), utf8("WITHSCORES"));
    Map<String, Duration> left = new TreeMap<>();
    for (int i = 0; i + 1 < scores.size(); i += 2) {
      long until = (long) Double.parseDouble(text(scores.get(i + 1)));
      left.put(text(scores.get(i)), Duration.ofMillis(Math.max(0, until - now)));
    }
    return left;
  }

  /** What stands there about each incarnation; empty for these if nothing does. */
  Map<String, String> descriptions(RedisConnection current, Collection<String> leased) {
    Map<String, String> descriptions = new TreeMap<>();
    leased.forEach(name -> descriptions.put(name, ""));
    List<?> fields = (List<?>) current.call(Command.HGETALL, keys.workers());
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      descriptions.put(text(fields.get(i)), text(fields.get(i + 1)));
    }
    return descriptions;
  }
}
