package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.QueueReading.Delayed;
import dev.greenfork.broker.QueueReading.Due;
import dev.greenfork.broker.QueueReading.Lane;
import dev.greenfork.broker.SubQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads queues with a script, some at a time so that Redis is held up for a moment only. */
final class SignalReader {

  /** Sixteen lists and a set each. */
  private static final int CHUNK = 32;

  private static final List<Duration> TIMES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60));

  private final Keys keys;

  SignalReader(Keys keys) {
    this.keys = keys;
  }

  /**
   * Reads these queues.
   *
   * @param now by the caller's clock
   */
  List<QueueReading> read(RedisConnection connection, List<Watched> queues, Instant now) {
    List<QueueReading> readings = new ArrayList<>(queues.size());
    for (int at = 0; at < queues.size(); at += CHUNK) {
      List<Watched> some = queues.subList(at, Math.min(at + CHUNK, queues.size()));
      List<?> replies = (List<?>) Script.LOOK.run(connection, arguments(some));
      for (int i = 0; i < some.size(); i++) {
        readings.add(reading(some.get(i), (List<?>) replies.get(i), now));
      }
    }
    return readings;
  }

  /** Waits for changes of these queues; says how many messages lie in them already. */
  long arm(RedisConnection connection, List<Watched> queues) {
    long waiting = 0;
    for (int at = 0; at < queues.size(); at += CHUNK) {
      List<Watched> some = queues.subList(at, Math.min(at + CHUNK, queues.size()));
      List<byte[]> names = new ArrayList<>();
      some.forEach(queue -> names.addAll(queue.lists()));
      List<byte[]> values = List.of(utf8(Integer.toString(names.size())));
      some.forEach(queue -> names.add(queue.delayed()));
      waiting += (Long) armed(connection, new Script.Arguments(names, values));
    }
    return waiting;
  }

  private static Object armed(RedisConnection connection, Script.Arguments arguments) {
    connection.queue(redis.clients.jedis.Protocol.Command.CLIENT, utf8("CACHING"), utf8("YES"));
    Script.WATCH.queue(connection, arguments);
    Object reply = connection.replies(2).getLast();
    if (Script.isUnknown(reply)) {
      Script.WATCH.load(connection);
      return armed(connection, arguments);
    }
    if (reply instanceof redis.clients.jedis.exceptions.JedisDataException error) {
      throw connection.translate(error);
    }
    return reply;
  }

  private Script.Arguments arguments(List<Watched> queues) {
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(keys.prefix()));
    values.add(utf8(Integer.toString(TIMES.size())));
    TIMES.forEach(time -> values.add(utf8(Long.toString(time.toMillis()))));
    queues.forEach(queue -> values.add(utf8(queue.name())));
    return new Script.Arguments(List.of(), values);
  }

  private static QueueReading reading(Watched queue, List<?> seen, Instant now) {
    long next = (Long) seen.get(1);
    List<Due> within = new ArrayList<>();
    for (int i = 0; i < TIMES.size(); i++) {
      within.add(new Due(TIMES.get(i), (Long) seen.get(2 + i)));
    }
    Delayed delayed =
        new Delayed((Long) seen.getFirst(), next < 0 ? null : Duration.ofMillis(next), within);
    int first = 2 + TIMES.size();
    queue.begin();
    Lane entrance = lane(queue, "", seen, first, now);
    Map<SubQueue, Lane> parts = new EnumMap<>(SubQueue.class);
    for (SubQueue part : SubQueue.ALL) {
      int at = first + 3 * (1 + SubQueue.ALL.indexOf(part));
      Lane lane = lane(queue, part.word(), seen, at, now);
      if (lane.ready() > 0) {
        parts.put(part, lane);
      }
    }
    queue.end();
    return new QueueReading(queue.name(), now, entrance, parts, delayed);
  }

  private static Lane lane(Watched queue, String part, List<?> seen, int at, Instant now) {
    long ready = (Long) seen.get(at);
    if (ready == 0) {
      return Lane.EMPTY;
    }
    List<String> tasks = new ArrayList<>();
    ((List<?>) seen.get(at + 2)).forEach(task -> tasks.add(text(task)));
    Duration oldest = Duration.ZERO;
    for (Object mark : (List<?>) seen.get(at + 1)) {
      Duration age = queue.age(part + text(mark), now);
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }
    return new Lane(ready, oldest, tasks);
  }
}
