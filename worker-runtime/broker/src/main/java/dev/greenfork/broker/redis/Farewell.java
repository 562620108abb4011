package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.redis.Restorer.Ground;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last that a worker does at the broker: puts back what it holds, and gives up its lease. */
final class Farewell {

  private static final Logger log = LoggerFactory.getLogger(Farewell.class);

  private Farewell() {}

  static void say(Site site, Registration registration, SplitKeeper splits) {
    Restorer restorer = new Restorer(site.keys(), InstantSource.system());
    try (RedisConnection connection = site.connector().open("greenfork:leave")) {
      splits.leave(connection);
      long moved = restorer.of(connection, registration.incarnation(), Ground.OWN, null).messages();
      if (moved > 0) {
        log.info("Put {} unfinished messages back", moved);
      }
    } catch (BrokerException e) {
      log.warn("Leaves its lease to run out: {}", e.getMessage());
    }
  }
}
