package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.Settlement;
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
  List<SettleSink.Item> store(RedisConnection broker, List<SettleSink.Item> batch) {
    List<Script.Arguments> calls = new ArrayList<>();
    byte[] life = utf8(Long.toString(site.settings().resultExpires().toSeconds()));
    List<SettleSink.Item> recorded = recorded(broker, batch);
    List<SettleSink.Item> ready = joins.count(recorded);
    for (SettleSink.Item item : ready) {
      StoredResult result = item.stored();
      if (result != null) {
        calls.add(call(life, result));
      }
      JoinWriter.joins(item).results().forEach(other -> calls.add(call(life, other)));
    }
    if (!calls.isEmpty() && run(calls).stream().anyMatch(Script::isUnknown)) {
      Script.STORE.load(results);
      run(calls);
    }
    if (ready.size() == recorded.size()) {
      return batch;
    }
    Set<SettleSink.Item> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    waiting.addAll(recorded);
    ready.forEach(waiting::remove);
    return batch.stream().filter(item -> !waiting.contains(item)).toList();
  }

  /** These tasks have ended at the broker: chords whose bodies they have sent are closed. */
  void ended(List<SettleSink.Item> items) {
    List<Joins> closing = new ArrayList<>();
    for (SettleSink.Item item : items) {
      if (!JoinWriter.joins(item).closings().isEmpty()) {
        closing.add(JoinWriter.joins(item));
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

  private List<SettleSink.Item> recorded(RedisConnection broker, List<SettleSink.Item> batch) {
    List<SettleSink.Item> ours = new ArrayList<>();
    List<SettleSink.Item> asked = new ArrayList<>();
    for (SettleSink.Item item : batch) {
      Settlement settlement = item.settlement();
      if (settlement == null) {
        ours.add(item);
      } else if (settlement.tag().number() == DeliveryTag.NONE.number()) {
        ours.add(item);
      } else if (item.stored() != null || !JoinWriter.joins(item).isNone()) {
        byte[] record = site.keys().deliveries(settlement.tag().incarnation());
        byte[] number = utf8(Long.toString(settlement.tag().number()));
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
