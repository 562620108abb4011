package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/** A list that is popped by a connection of its own. */
final class RedisInbox implements Replies.Inbox {

  private static final Logger log = LoggerFactory.getLogger(RedisInbox.class);

  /** Kombu 5.7 sweeps binding tables that nobody has refreshed for this long. */
  private static final Duration BINDING_LIFE = Duration.ofHours(1);

  /** Redis answers a BRPOP that found nothing a little after its time. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final RedisConnection connection;
  private final Keys keys;
  private final Replies.Address address;
  private final String queue;

  private RedisInbox(RedisConnection connection, Keys keys, Replies.Address address) {
    this.connection = connection;
    this.keys = keys;
    this.address = address;
    this.queue = address.routingKey() + "." + address.exchange();
  }

  static RedisInbox open(Site site, String exchange) {
    Replies.Address address = new Replies.Address(exchange, UUID.randomUUID().toString());
    RedisConnection connection = site.connector().open("greenfork:inbox");
    RedisInbox inbox = new RedisInbox(connection, site.keys(), address);
    try {
      Script.INBOX.run(
          connection,
          new Script.Arguments(
              List.of(site.keys().bindings(exchange), site.keys().key("_kombu.binding_deadlines")),
              List.of(
                  inbox.member(), utf8(exchange), utf8(Long.toString(BINDING_LIFE.toMillis())))));
    } catch (BrokerException e) {
      connection.close();
      throw e;
    }
    return inbox;
  }

  @Override
  public Replies.Address address() {
    return address;
  }

  @Override
  public Optional<byte[]> take(Duration patience) {
    // Zero would wait for ever, and Redis 6.2 takes 0.001 for zero.
    long millis = Math.max(10, patience.plusNanos(999_999).toMillis());
    connection.patience(Duration.ofMillis(millis).plus(GRACE));
    Object reply =
        connection.call(
            Command.BRPOP,
            keys.key(queue),
            utf8("%d.%03d".formatted(millis / 1000, millis % 1000)));
    return reply instanceof List<?> pair ? Optional.of((byte[]) pair.get(1)) : Optional.empty();
  }

  @Override
  public void close() {
    try (connection) {
      connection.queue(Command.SREM, keys.bindings(address.exchange()), member());
      connection.queue(Command.DEL, keys.key(queue));
      connection.replies(2);
    } catch (BrokerException e) {
      log.debug("the queue of answers could not be removed; it expires by itself", e);
    }
  }

  private byte[] member() {
    return utf8(address.routingKey() + QueueKeys.SEPARATOR + QueueKeys.SEPARATOR + queue);
  }
}
