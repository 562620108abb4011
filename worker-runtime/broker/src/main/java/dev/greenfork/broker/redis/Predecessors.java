package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.Origin;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.redis.Restorer.Ground;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * What a worker can know at its start: which processes of its own pod, or of its own machine, are
 * gone. Nobody has to wait for their leases.
 */
final class Predecessors {

  private static final Logger log = LoggerFactory.getLogger(Predecessors.class);

  private Predecessors() {}

  /** Puts back what they left. */
  static Restored restore(RedisConnection connection, Restorer restorer, Site site, Origin here) {
    Restored all = Restored.NOTHING;
    if (here.place().isEmpty()) {
      return all;
    }
    List<?> known = (List<?>) connection.call(Command.HGETALL, site.keys().workers());
    for (int i = 0; i + 1 < known.size(); i += 2) {
      String name = text(known.get(i));
      Origin there = Descriptions.origin(text(known.get(i + 1)));
      if (there.isGoneFrom(here)) {
        log.info("{} was here before and is gone", name);
        String how = "its process is gone";
        all = all.plus(restorer.of(connection, name, Ground.DEAD, how));
      }
    }
    return all;
  }
}
