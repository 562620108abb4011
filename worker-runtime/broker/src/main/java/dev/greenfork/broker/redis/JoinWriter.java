package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Joins;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Counts, prepares and closes chords in a Redis other than the broker's: parts are counted before
 * the task ends at the broker, chords are closed after. For one thread.
 */
final class JoinWriter {

  private final RedisConnection results;
  private final JoinEncoder encoder;
  private final byte[] life;

  JoinWriter(Site site, RedisConnection results) {
    this.results = results;
    this.encoder = new JoinEncoder(site.resultKeys());
    this.life = utf8(Long.toString(site.settings().resultExpires().toSeconds()));
  }

  /** Counts the parts of these tasks and writes their keys; returns those that may go on. */
  List<SettleItem> count(List<SettleItem> items) {
    List<SettleItem> ready = new ArrayList<>();
    List<SettleItem> asked = new ArrayList<>();
    List<List<byte[]>> calls = new ArrayList<>();
    for (SettleItem item : items) {
      Joins joins = item.joins();
      if (joins.parts().isEmpty() && joins.closings().isEmpty()) {
        ready.add(item);
      } else {
        asked.add(item);
        calls.add(call("count", joins));
      }
    }
    List<Object> replies = run(calls);
    for (int i = 0; i < asked.size(); i++) {
      SettleItem item = asked.get(i);
      JoinFirst.read(replies.get(i))
          .ifPresentOrElse(first -> first.tell(item.listener()), () -> ready.add(item));
    }
    List<List<byte[]>> keys = new ArrayList<>();
    for (SettleItem item : ready) {
      if (!item.joins().keys().isEmpty()) {
        List<byte[]> values = new ArrayList<>(List.of(life, utf8("keys")));
        encoder.keys(item.joins().keys(), values);
        keys.add(values);
      }
    }
    run(keys);
    return ready;
  }

  /** Closes the chords of these tasks, which have ended at the broker. */
  void close(List<Joins> ended) {
    run(ended.stream().map(joins -> call("close", joins)).toList());
  }

  private List<byte[]> call(String what, Joins joins) {
    List<byte[]> values = new ArrayList<>(List.of(life, utf8(what)));
    encoder.counts(joins, values);
    return values;
  }

  private List<Object> run(List<List<byte[]>> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    List<Object> replies = once(calls);
    if (replies.stream().anyMatch(Script::isUnknown)) {
      Script.JOIN.load(results);
      replies = once(calls);
    }
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error) {
        throw results.translate(error);
      }
    }
    return replies;
  }

  private List<Object> once(List<List<byte[]>> calls) {
    calls.forEach(call -> Script.JOIN.queue(results, new Script.Arguments(List.of(), call)));
    return results.replies(calls.size());
  }
}
