package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One socket to Redis that speaks RESP2. For one thread at a time, except that {@link #abort} may
 * come from any thread and that one thread may {@link #send} while another {@link #receive}s.
 */
final class RedisConnection implements AutoCloseable {

  private final Socket socket;
  private final String server;

  /** Connects, authenticates and selects the database. */
  RedisConnection(RedisUrl.Server server, JedisClientConfig config) {
    this.server = server.toString();
    try {
      this.socket = new Socket(new HostAndPort(server.host(), server.port()), config);
    } catch (JedisException e) {
      throw translate(e);
    } catch (ClassCastException e) {
      throw new BrokerRefusedException(
          "What answers at %s is no Redis; check host and port of the URL".formatted(server), e);
    }
  }

  /** Sends one command and waits for its reply; an error reply is an exception. */
  Object call(ProtocolCommand command, byte[]... arguments) {
    try {
      socket.sendCommand(command, arguments);
      return socket.getOne();
    } catch (JedisException e) {
      throw translate(e);
    }
  }

  Object call(ProtocolCommand command, String... arguments) {
    return call(command, bytes(arguments));
  }

  /** Adds a command to the output without sending it; {@link #replies} gets the answers. */
  void queue(ProtocolCommand command, byte[]... arguments) {
    try {
      socket.sendCommand(command, arguments);
    } catch (JedisException e) {
      throw translate(e);
    }
  }

  /**
   * Sends what is queued and waits for {@code count} replies; error replies are elements of type
   * {@link JedisDataException}.
   */
  List<Object> replies(int count) {
    try {
      return socket.getMany(count);
    } catch (JedisException e) {
      throw translate(e);
    }
  }

  /** As {@link #replies}; the first error reply is an exception. */
  List<Object> goodReplies(int count) {
    List<Object> replies = replies(count);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error) {
        throw translate(error);
      }
    }
    return replies;
  }

  /** Sends a command without waiting for what it answers. */
  void send(ProtocolCommand command, byte[]... arguments) {
    try {
      socket.sendCommand(command, arguments);
      socket.flushNow();
    } catch (JedisException e) {
      throw translate(e);
    }
  }

  /** Waits for the next thing that Redis says. */
  Object receive() {
    try {
      return socket.getUnflushedObject();
    } catch (JedisException e) {
      throw translate(e);
    }
  }

  /** Lets {@link #receive} wait up to this long; zero for ever. */
  void patience(Duration patience) {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** Cuts the socket; a thread that waits on it gets an exception. */
  void abort() {
    try {
      socket.forceDisconnect();
    } catch (IOException e) {
      // Cutting was all that was asked for.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (JedisException e) {
      // Nothing is lost with a connection that is given up.
    }
  }

  BrokerException translate(JedisException e) {
    if (e instanceof JedisDataException) {
      return Refusals.of(server, String.valueOf(e.getMessage()));
    }
    Throwable cause =
        e instanceof JedisConnectionException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof javax.net.ssl.SSLException) {
      return new BrokerRefusedException(
          "TLS with Redis at %s failed: %s; check the URL's scheme and the CA file"
              .formatted(server, cause.getMessage()),
          e);
    }
    return new BrokerUnavailableException(
        "Redis at %s does not answer: %s"
            .formatted(server, cause.getMessage() == null ? cause : cause.getMessage()),
        e);
  }

  static byte[][] bytes(String... texts) {
    byte[][] bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = utf8(texts[i]);
    }
    return bytes;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(Object reply) {
    return reply instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(reply);
  }

  /** Jedis keeps flushing to itself; a pub/sub connection must be able to. */
  private static final class Socket extends Connection {

    Socket(HostAndPort address, JedisClientConfig config) {
      super(new DefaultJedisSocketFactory(address, config), config);
    }

    void flushNow() {
      flush();
    }
  }
}
