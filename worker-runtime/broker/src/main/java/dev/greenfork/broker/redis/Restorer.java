package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  Restorer(Keys keys) {
    this.keys = keys;
  }

  /**
   * All known incarnations but one, whether they live or not: the script leaves the living alone.
   */
  int all(RedisConnection connection, String butNot) {
    int moved = 0;
    for (Object name : (List<?>) connection.call(Command.HKEYS, keys.workers())) {
      String incarnation = text(name);
      if (!incarnation.equals(butNot)) {
        moved += of(connection, incarnation);
      }
    }
    return moved;
  }

  /** What this incarnation left, if its lease has run out. */
  int of(RedisConnection connection, String incarnation) {
    int moved = move(connection, incarnation, "0");
    if (moved > 0) {
      log.warn("Put {} messages of {} back: its lease has run out", moved, incarnation);
    }
    return moved;
  }

  /** What the calling worker still holds, and its lease. */
  int own(RedisConnection connection, String incarnation) {
    return move(connection, incarnation, "1");
  }

  private int move(RedisConnection connection, String incarnation, String own) {
    byte[] deliveries = keys.deliveries(incarnation);
    List<?> fields = (List<?>) connection.call(Command.HKEYS, deliveries);
    List<Long> numbers = new ArrayList<>(fields.size());
    for (Object field : fields) {
      numbers.add(Long.parseLong(text(field)));
    }
    // Newest first: the last one pushed to the head is the next to be served.
    numbers.sort(Comparator.reverseOrder());
    int moved = 0;
    int at = 0;
    do {
      List<byte[]> values = new ArrayList<>();
      values.add(utf8(incarnation));
      values.add(utf8(own));
      int end = Math.min(at + CHUNK, numbers.size());
      numbers.subList(at, end).forEach(number -> values.add(utf8(Long.toString(number))));
      long some =
          (Long)
              Script.RESTORE.run(
                  connection,
                  new Script.Arguments(List.of(keys.leases(), keys.workers(), deliveries), values));
      if (some < 0) {
        return moved;
      }
      moved += (int) some;
      at = end;
    } while (at < numbers.size());
    return moved;
  }
}
