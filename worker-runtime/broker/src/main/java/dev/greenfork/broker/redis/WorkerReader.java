package dev.greenfork.broker.redis;

import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.WorkerReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads all registered workers and how much they hold, in three round trips however many. */
final class WorkerReader {

  private final Keys keys;
  private final Leases leases;

  WorkerReader(Keys keys) {
    this.keys = keys;
    this.leases = new Leases(keys);
  }

  List<WorkerReading> read(RedisConnection connection) {
    Map<String, Duration> left = leases.read(connection);
    Map<String, String> descriptions = leases.descriptions(connection, left.keySet());
    for (String name : descriptions.keySet()) {
      connection.queue(Command.HLEN, keys.deliveries(name));
      connection.queue(Command.SCARD, keys.unstarted(name));
    }
    List<Object> counts = connection.replies(2 * descriptions.size());
    List<WorkerReading> workers = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, String> each : descriptions.entrySet()) {
      String text = each.getValue();
      KnownWorker worker =
          new KnownWorker(
              each.getKey(),
              Descriptions.origin(text),
              Descriptions.concurrency(text),
              left.getOrDefault(each.getKey(), Duration.ZERO),
              count(connection, counts.get(at)));
      long unstarted = count(connection, counts.get(at + 1));
      workers.add(
          new WorkerReading(worker, Descriptions.pool(text), Descriptions.queues(text), unstarted));
      at += 2;
    }
    return workers;
  }

  private static long count(RedisConnection connection, Object reply) {
    if (reply instanceof JedisDataException error) {
      throw connection.translate(error);
    }
    return (Long) reply;
  }
}
