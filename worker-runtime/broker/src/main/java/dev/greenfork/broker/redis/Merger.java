package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.SubQueue;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** Moves what lies in sub-queues back to the heads of their queues. Thread safe. */
final class Merger {

  private static final byte[] BATCH_MESSAGES = utf8("1000");
  private static final byte[] BATCH_BYTES = utf8(Integer.toString(256 << 10));

  private final Keys keys;

  Merger(Keys keys) {
    this.keys = keys;
  }

  /** Moves as many as there are now: what is put there meanwhile may stay. Gives how many. */
  long merge(RedisConnection connection, String queue, SubQueue part, int step) {
    byte[] from = keys.list(part.of(queue), step);
    byte[] to = keys.list(queue, step);
    long there = (Long) connection.call(Command.LLEN, from);
    long moved = 0;
    long left = there;
    while (moved < there && left > 0) {
      List<?> batch =
          (List<?>)
              Script.MERGE.run(
                  connection,
                  new Script.Arguments(List.of(from, to), List.of(BATCH_MESSAGES, BATCH_BYTES)));
      moved += (Long) batch.getFirst();
      left = (Long) batch.get(1);
    }
    return moved;
  }
}
