package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerProbe;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** Asks a Redis what it is, on a connection of its own. */
final class Prober {

  private Prober() {}

  static BrokerProbe probe(Connector connector) {
    try (RedisConnection connection = connector.open("greenfork:probe")) {
      long before = System.nanoTime();
      connection.call(Command.PING, new byte[0][]);
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - before);
      return new BrokerProbe(
          ServerSection.of(connection, "server").map(info -> info.get("redis_version")).orElse(""),
          ServerSection.of(connection, "memory")
              .map(info -> info.get("maxmemory_policy"))
              .orElse(""),
          persists(connection),
          roundTrip);
    }
  }

  private static boolean persists(RedisConnection connection) {
    boolean appends =
        ServerSection.of(connection, "persistence")
            .map(info -> !info.get("aof_enabled").equals("0"))
            .orElse(true);
    return appends || snapshots(connection);
  }

  private static boolean snapshots(RedisConnection connection) {
    try {
      List<?> setting = (List<?>) connection.call(Command.CONFIG, "GET", "save");
      return setting.size() < 2 || !text(setting.get(1)).isEmpty();
    } catch (BrokerException e) {
      // Managed servers hide their configuration.
      return true;
    }
  }
}
