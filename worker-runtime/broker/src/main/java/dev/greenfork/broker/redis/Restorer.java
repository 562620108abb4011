package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Restored;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Puts the deliveries of workers that are gone back to where they came from. The script judges;
 * callers only point.
 */
final class Restorer {

  private static final Logger log = LoggerFactory.getLogger(Restorer.class);

  // A call moves few enough messages to block Redis for a moment only.
  private static final int CHUNK = 200;

  private final Keys keys;
  private final InstantSource clock;

  Restorer(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** On which ground something is moved. */
  enum Ground {
    /** The calling worker's own: it gives up its lease. */
    OWN("own"),
    /** Its lease is gone, or else nothing happens. */
    LOST("lost"),
    /** The caller knows that the process is gone, whatever the lease says. */
    DEAD("dead");

    private final String word;

    Ground(String word) {
      this.word = word;
    }
  }

  /**
   * What this incarnation left.
   *
   * @param how what its tasks died of; null if they did not, as far as is known
   */
  Restored of(RedisConnection connection, String incarnation, Ground ground, @Nullable String how) {
    Restored restored = move(connection, incarnation, ground, how);
    if (restored.messages() > 0 && ground != Ground.OWN) {
      log.warn(
          "Put {} messages of {} back, {} of which were running: {}",
          restored.messages(),
          incarnation,
          how == null ? "none" : restored.died(),
          how == null ? "its lease has run out" : how);
    }
    return restored;
  }

  private Restored move(
      RedisConnection connection, String incarnation, Ground ground, @Nullable String how) {
    byte[] deliveries = keys.deliveries(incarnation);
    List<?> fields = (List<?>) connection.call(Command.HKEYS, deliveries);
    List<Long> numbers = new ArrayList<>(fields.size());
    for (Object field : fields) {
      numbers.add(Long.parseLong(text(field)));
    }
    // Newest first: the last one pushed to the head is the next to be served.
    numbers.sort(Comparator.reverseOrder());
    List<byte[]> names =
        List.of(
            keys.leases(), keys.workers(), deliveries, keys.unstarted(incarnation), keys.absent());
    Restored all = Restored.NOTHING;
    int at = 0;
    do {
      List<byte[]> values = new ArrayList<>();
      values.add(utf8(incarnation));
      values.add(utf8(ground.word));
      values.add(utf8(keys.prefix()));
      values.add(utf8(how == null ? "" : Deaths.entry(clock.instant(), how)));
      int end = Math.min(at + CHUNK, numbers.size());
      numbers.subList(at, end).forEach(number -> values.add(utf8(Long.toString(number))));
      List<?> some = (List<?>) Script.RESTORE.run(connection, new Script.Arguments(names, values));
      if ((Long) some.getFirst() < 0) {
        return all;
      }
      all = all.plus(new Restored((Long) some.getFirst(), (Long) some.get(1)));
      at = end;
    } while (at < numbers.size());
    return all;
  }
}
