package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.bytes;
import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerOwner;
import java.time.Duration;
import java.util.List;

/** Claims a Redis's queues, on a connection of its own. */
final class Claims {

  private Claims() {}

  static BrokerOwner claim(Site site, BrokerOwner caller, Duration life) {
    byte[][] values =
        bytes(caller.namespace(), caller.name(), Long.toString(Math.max(1, life.toMillis())));
    try (RedisConnection connection = site.connector().open("greenfork:claim")) {
      var arguments = new Script.Arguments(List.of(site.keys().owner()), List.of(values));
      return BrokerOwner.parse(text(Script.CLAIM.run(connection, arguments)));
    }
  }
}
