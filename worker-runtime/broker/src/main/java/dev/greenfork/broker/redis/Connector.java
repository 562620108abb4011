package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.Endpoint;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;

/**
 * Opens connections to one endpoint, reading its URL and CA file each time, and refuses a Redis
 * that does not fit.
 */
final class Connector {

  private final Endpoint endpoint;
  private final Duration patience;

  /**
   * @param patience how long a connect or a reply may take, where the URL does not say
   */
  Connector(Endpoint endpoint, Duration patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  /** Where the URL points now. */
  RedisUrl.Server server() {
    return RedisUrl.parse(endpoint.url().read()).server();
  }

  /** A checked connection that shows under {@code name} in {@code CLIENT LIST}. */
  RedisConnection open(String name) {
    RedisConnection connection = openUnchecked(name);
    try {
      ServerInfo.of(connection).ifPresent(Connector::check);
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection to whatever is there. */
  RedisConnection openUnchecked(String name) {
    RedisUrl url = RedisUrl.parse(endpoint.url().read());
    int millis = (int) patience(url).toMillis();
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .user(url.user())
            .password(url.password())
            .database(url.server().database())
            .clientName(clientName(name))
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (url.server().tls()) {
      config
          .ssl(true)
          .sslSocketFactory(Tls.sockets(endpoint.caFile()))
          .sslParameters(Tls.checkHostName());
    }
    return new RedisConnection(url.server(), config.build());
  }

  /** How long a connect or a reply may take. */
  Duration patience() {
    return patience(RedisUrl.parse(endpoint.url().read()));
  }

  private Duration patience(RedisUrl url) {
    Duration own = url.patience();
    return own == null ? patience : own;
  }

  /** The name as Redis takes it: printable and without spaces. */
  static String clientName(String name) {
    return name.replaceAll("[^!-~]", "_");
  }

  private static void check(ServerInfo info) {
    if (info.cluster()) {
      throw new BrokerRefusedException(
          "Redis Cluster is not supported, because a queue and the record of its deliveries must lie"
              + " on one node: use a single Redis, with replicas if you like");
    }
    if (!info.atLeast(6, 2)) {
      throw new BrokerRefusedException(
          "Redis %s is too old: Greenfork needs Redis 6.2 or newer".formatted(info.version()));
    }
  }

  /** The part of INFO that matters; empty where the user may not ask. */
  record ServerInfo(String version, boolean cluster, long uptimeSeconds) {

    static Optional<ServerInfo> of(RedisConnection connection) {
      return ServerSection.of(connection, "server")
          .map(
              info ->
                  new ServerInfo(
                      info.get("redis_version"),
                      // The second is Valkey's.
                      info.get("redis_mode").equals("cluster")
                          || info.get("server_mode").equals("cluster"),
                      info.number("uptime_in_seconds")));
    }

    boolean atLeast(int major, int minor) {
      String[] parts = version.split("\\.", -1);
      try {
        int ours = Integer.parseInt(parts[0]);
        return ours > major || (ours == major && Integer.parseInt(parts[1]) >= minor);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        return true;
      }
    }
  }

  /** Asks for the id by which other connections name this one. */
  static long id(RedisConnection connection) {
    return (Long) connection.call(Command.CLIENT, "ID");
  }
}
