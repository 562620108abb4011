package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.StoredResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Stores results in a Redis other than the broker's, before the deliveries end there. For one
 * thread.
 */
final class ResultWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ResultWriter.class);

  private final Site site;
  private final SettleEncoder encoder;
  private final RedisConnection results;
  private final JoinWriter joins;

  ResultWriter(Site site, SettleEncoder encoder, Connector way) {
    this.site = site;
    this.encoder = encoder;
    this.results = way.open("greenfork:results");
    this.joins = new JoinWriter(site, results);
  }

  /**
   * Counts parts of chords and stores the results of what is still recorded at the broker, and
   * waits for the confirmation.
   *
   * @return the batch without those that have to join a chord first
   */
  List<SettleItem> store(RedisConnection broker, List<SettleItem> batch) {
    List<Script.Arguments> calls = new ArrayList<>();
    byte[] life = utf8(Long.toString(site.settings().resultExpires().toSeconds()));
    List<SettleItem> recorded = recorded(broker, batch);
    List<SettleItem> ready = joins.count(recorded);
    for (SettleItem item : ready) {
      StoredResult result = item.stored();
      if (result != null) {
        calls.add(call(life, result));
      }
      item.joins().results().forEach(other -> calls.add(call(life, other)));
    }
    if (!calls.isEmpty() && run(calls).stream().anyMatch(Script::isUnknown)) {
      Script.STORE.load(results);
      run(calls);
    }
    if (ready.size() == recorded.size()) {
      return batch;
    }
    Set<SettleItem> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    waiting.addAll(recorded);
    ready.forEach(waiting::remove);
    return batch.stream().filter(item -> !waiting.contains(item)).toList();
  }

  /** These tasks have ended at the broker: chords whose bodies they have sent are closed. */
  void ended(List<SettleItem> items) {
    List<Joins> closing = new ArrayList<>();
    for (SettleItem item : items) {
      if (!item.joins().closings().isEmpty()) {
        closing.add(item.joins());
      }
    }
    joins.close(closing);
  }

  private Script.Arguments call(byte[] life, StoredResult result) {
    return new Script.Arguments(List.of(encoder.key(result)), List.of(life, result.meta()));
  }

  @Override
  public void close() {
    results.abort();
  }

  private List<Object> run(List<Script.Arguments> calls) {
    calls.forEach(call -> Script.STORE.queue(results, call));
    List<Object> replies = results.replies(calls.size());
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error && !Script.isUnknown(error)) {
        if (Refusals.passes(String.valueOf(error.getMessage()))) {
          throw results.translate(error);
        }
        log.error("The result backend refuses a result for good: {}", error.getMessage());
      }
    }
    return replies;
  }

  private List<SettleItem> recorded(RedisConnection broker, List<SettleItem> batch) {
    List<SettleItem> ours = new ArrayList<>();
    List<SettleItem> asked = new ArrayList<>();
    for (SettleItem item : batch) {
      if (item.tag().number() == DeliveryTag.NONE.number()) {
        ours.add(item);
      } else if (item.stored() != null || !item.joins().isNone()) {
        byte[] record = site.keys().deliveries(item.tag().incarnation());
        byte[] number = utf8(Long.toString(item.tag().number()));
        broker.queue(Command.HEXISTS, record, number);
        asked.add(item);
      }
    }
    List<Object> replies = broker.replies(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      if (replies.get(i) instanceof Long there && there == 1) {
        ours.add(asked.get(i));
      }
    }
    return ours;
  }
}
