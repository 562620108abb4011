package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerRefusedException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Which incarnations have a connection, by the names in {@code CLIENT LIST}. A process that dies
 * loses all of its at once; one that is cut off, or stands still, keeps them for minutes.
 */
final class Presence {

  private static final String NAME = " name=greenfork:";

  private final @Nullable Set<String> names;

  private Presence(@Nullable Set<String> names) {
    this.names = names;
  }

  /** As it is now; without knowledge where the user may not ask. */
  static Presence at(RedisConnection connection) {
    try {
      String clients = text(connection.call(Command.CLIENT, "LIST", "TYPE", "normal"));
      return new Presence(clients.lines().map(Presence::owner).collect(Collectors.toSet()));
    } catch (BrokerRefusedException e) {
      return new Presence(null);
    }
  }

  /** Whether it can tell. */
  boolean isKnown() {
    return names != null;
  }

  /** Whether it is known that this incarnation has no connection. */
  boolean lacks(String incarnation) {
    return names != null && !names.contains(Connector.clientName(incarnation));
  }

  /** Whether it is known that this incarnation has a connection. */
  boolean shows(String incarnation) {
    return names != null && names.contains(Connector.clientName(incarnation));
  }

  // greenfork:<role>:<incarnation>
  private static String owner(String line) {
    int at = line.indexOf(NAME);
    if (at < 0) {
      return "";
    }
    String name = line.substring(at + NAME.length());
    int end = name.indexOf(' ');
    String whole = end < 0 ? name : name.substring(0, end);
    return whole.substring(whole.indexOf(':') + 1);
  }
}
