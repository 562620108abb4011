package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerRefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/** A section of Redis's INFO. */
final class ServerSection {

  private final Map<String, String> fields = new HashMap<>();

  private ServerSection(String text) {
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
  }

  /** The section, or nothing if the user may not ask for it. */
  static Optional<ServerSection> of(RedisConnection connection, String section) {
    try {
      return Optional.of(
          new ServerSection(RedisConnection.text(connection.call(Command.INFO, section))));
    } catch (BrokerRefusedException e) {
      if (String.valueOf(e.getMessage()).contains("NOPERM")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The field, empty if it is not there. */
  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  long number(String field) {
    try {
      return Long.parseLong(get(field));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
