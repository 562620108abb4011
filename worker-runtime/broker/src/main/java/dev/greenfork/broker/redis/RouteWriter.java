package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/** Writes tables of routes, and puts parked messages back. Thread safe. */
final class RouteWriter {

  private static final Logger log = LoggerFactory.getLogger(RouteWriter.class);

  /** Names of one table; tasks beyond go by way of a worker. */
  private static final int MOST = 10_000;

  private static final int CHUNK = 500;
  private static final Duration UNPARKED_LIFE = Duration.ofDays(7);
  private static final Duration UNPARKING = Duration.ofSeconds(10);

  private final Keys keys;
  private final Merger merger;

  RouteWriter(Keys keys) {
    this.keys = keys;
    this.merger = new Merger(keys);
  }

  /** Writes the table of this state; false if another holds by now. */
  boolean fill(RedisConnection connection, ServedQueue served, Map<String, SubQueue> places) {
    List<Map.Entry<String, SubQueue>> all =
        places.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    int at = 0;
    boolean holds;
    do {
      int end = Math.min(at + CHUNK, all.size());
      List<byte[]> values = new ArrayList<>();
      values.add(utf8(keys.prefix()));
      values.add(utf8(served.queue()));
      values.add(utf8(served.version()));
      values.add(utf8(Integer.toString(MOST)));
      for (Map.Entry<String, SubQueue> each : all.subList(at, end)) {
        values.add(utf8(each.getKey()));
        values.add(utf8(each.getValue().word()));
      }
      Script.Arguments arguments = new Script.Arguments(List.of(), values);
      holds = (Long) Script.FILL.run(connection, arguments) == 1;
      at = end;
    } while (holds && at < all.size());
    if (holds) {
      log.info(
          "Queue {} is split: {} tasks go to green and prefork pools (state {})",
          served.queue(),
          all.size(),
          served.version());
    }
    return holds;
  }

  /**
   * Gives what is parked another chance, once for each change of who serves the queue. That is
   * noted before anything moves: who parks a message again by an older view takes the note away,
   * and must not do so before it is there. It stands for a moment only until all has moved, so that
   * another one looks if this process dies meanwhile.
   */
  void unpark(RedisConnection connection, String queue, String who) {
    byte[] note = keys.unparked(queue);
    connection.call(Command.SET, note, utf8(who), utf8("PX"), millis(UNPARKING));
    long moved = 0;
    for (int step : QueueKeys.STEPS) {
      moved += merger.merge(connection, queue, SubQueue.PARKED, step);
    }
    connection.call(Command.PEXPIRE, note, millis(UNPARKED_LIFE));
    log.info("Put {} parked messages back into {}", moved, queue);
  }

  private static byte[] millis(Duration time) {
    return utf8(Long.toString(time.toMillis()));
  }
}
