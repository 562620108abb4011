package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/** The connection that fetches, and the one that is woken. For one thread. */
final class FetchLink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FetchLink.class);
  private static final byte[] CACHING = RedisConnection.utf8("CACHING");
  private static final byte[] YES = RedisConnection.utf8("YES");

  private final RedisConnection connection;
  private final @Nullable WakeUp wakeUp;
  private final long id;

  private FetchLink(RedisConnection connection, @Nullable WakeUp wakeUp) {
    this.connection = connection;
    this.wakeUp = wakeUp;
    this.id = Connector.id(connection);
  }

  /** Connects both; without the second where the server refuses client tracking. */
  static FetchLink open(Connector connector, String incarnation, Alarm alarm) {
    RedisConnection connection = connector.open(name(incarnation));
    try {
      return new FetchLink(connection, tracking(connector, connection, incarnation, alarm));
    } catch (BrokerException e) {
      connection.close();
      throw e;
    }
  }

  /** The name of the fetching connection in {@code CLIENT LIST}. */
  static String name(String incarnation) {
    return Connector.clientName("greenfork:fetch:" + incarnation);
  }

  /** The plain connection. */
  RedisConnection connection() {
    return connection;
  }

  /** The id of the fetching connection, by which a successor can end it. */
  long id() {
    return id;
  }

  /** Whether a change of a watched list is told. */
  boolean tracks() {
    return wakeUp != null;
  }

  /** Whether the second connection has died. */
  boolean broken() {
    return wakeUp != null && wakeUp.broken();
  }

  /** Notices a second connection that is silent because it is dead; see {@link WakeUp#check}. */
  void check(Duration patience) {
    if (wakeUp != null) {
      wakeUp.check(patience);
    }
  }

  /**
   * Runs a fetch script.
   *
   * @param armed whether the lists that it reads are watched until one changes
   */
  Object fetch(Script script, Script.Arguments arguments, boolean armed) {
    Object reply = attempt(script, arguments, armed);
    if (Script.isUnknown(reply)) {
      script.load(connection);
      reply = attempt(script, arguments, armed);
    }
    if (reply instanceof redis.clients.jedis.exceptions.JedisDataException error) {
      throw connection.translate(error);
    }
    return reply;
  }

  @Override
  public void close() {
    connection.close();
    if (wakeUp != null) {
      wakeUp.close();
    }
  }

  private Object attempt(Script script, Script.Arguments arguments, boolean armed) {
    if (armed) {
      connection.queue(Command.CLIENT, CACHING, YES);
    }
    script.queue(connection, arguments);
    return connection.replies(armed ? 2 : 1).getLast();
  }

  private static @Nullable WakeUp tracking(
      Connector connector, RedisConnection reader, String incarnation, Alarm alarm) {
    RedisConnection listener = connector.open("greenfork:wake:" + incarnation);
    try {
      return WakeUp.start(reader, listener, alarm);
    } catch (BrokerRefusedException e) {
      log.warn("Redis refuses client tracking, so queues are polled: {}", e.getMessage());
      return null;
    }
  }
}
