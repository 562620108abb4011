package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.redis.Restorer.Ground;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** Finds incarnations whose process is gone, and puts back what they left. For one thread. */
final class Noticer {

  private static final String NO_LEASE = "its lease ran out and its process has no connection";
  private static final String NO_CONNECTION = "its process has no connection any more";

  private final Site site;
  private final Restorer restorer;

  Noticer(Site site) {
    this.site = site;
    this.restorer = new Restorer(site.keys(), InstantSource.system());
  }

  /** Puts back what these left, unless their leases are alive again. */
  List<Loss> expired(RedisConnection connection, List<String> incarnations) {
    if (incarnations.isEmpty()) {
      return List.of();
    }
    Presence presence = Presence.at(connection);
    List<Loss> losses = new ArrayList<>();
    for (String name : incarnations) {
      // Where nobody may ask, a lease that ran out passes for a death until the worker comes back.
      String how = presence.shows(name) ? null : NO_LEASE;
      add(losses, new Loss(name, how, restorer.of(connection, name, Ground.LOST, how)));
    }
    return losses;
  }

  /** All known incarnations but one, whether they live or not: the living are left alone. */
  List<Loss> all(RedisConnection connection, String butNot) {
    List<String> names = new ArrayList<>();
    for (Object name : (List<?>) connection.call(Command.HKEYS, site.keys().workers())) {
      names.add(text(name));
    }
    names.remove(butNot);
    return expired(connection, names);
  }

  /**
   * Looks once for incarnations that hold a lease and have been without a connection for too long.
   *
   * @param acts whether to put back what they left, or only to note who is absent
   */
  List<Loss> absent(RedisConnection connection, String self, boolean acts) {
    Presence presence = Presence.at(connection);
    if (!presence.isKnown()) {
      return List.of();
    }
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(Long.toString(site.timings().absence().toMillis())));
    for (Object each :
        (List<?>) connection.call(Command.ZRANGE, site.keys().leases(), utf8("0"), utf8("-1"))) {
      String name = text(each);
      if (!name.equals(self) && presence.lacks(name)) {
        values.add(utf8(name));
      }
    }
    List<byte[]> keys = List.of(site.keys().leases(), site.keys().absent());
    List<?> gone = (List<?>) Script.ABSENT.run(connection, new Script.Arguments(keys, values));
    List<Loss> losses = new ArrayList<>();
    if (acts) {
      for (Object each : gone) {
        String name = text(each);
        Restored restored = restorer.of(connection, name, Ground.DEAD, NO_CONNECTION);
        add(losses, new Loss(name, NO_CONNECTION, restored));
      }
    }
    return losses;
  }

  private static void add(List<Loss> losses, Loss loss) {
    if (loss.restored().messages() > 0) {
      losses.add(loss);
    }
  }
}
