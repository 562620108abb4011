package dev.greenfork.broker.redis;

import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks for the lengths of many lists in one round trip, over a connection that it keeps. Thread
 * safe.
 */
final class DepthReader implements AutoCloseable {

  private final Site site;
  private final KeptConnection connection;

  DepthReader(Site site) {
    this.site = site;
    this.connection = new KeptConnection(site.connector(), "greenfork:depths");
  }

  Map<String, QueueDepth> read(Collection<String> queues) {
    return connection.use(current -> read(queues, current));
  }

  @Override
  public void close() {
    connection.close();
  }

  private Map<String, QueueDepth> read(Collection<String> queues, RedisConnection current) {
    for (String queue : queues) {
      for (int step : QueueKeys.STEPS) {
        current.queue(Command.LLEN, site.keys().list(queue, step));
        for (SubQueue part : SubQueue.ALL) {
          current.queue(Command.LLEN, site.keys().list(part.of(queue), step));
        }
      }
    }
    int lists = 1 + SubQueue.ALL.size();
    List<Object> replies = current.replies(queues.size() * QueueKeys.STEPS.size() * lists);
    Map<String, QueueDepth> depths = new LinkedHashMap<>();
    int at = 0;
    for (String queue : queues) {
      Map<Integer, Long> steps = new LinkedHashMap<>();
      for (int step : QueueKeys.STEPS) {
        for (int i = 0; i < lists; i++) {
          if (replies.get(at) instanceof JedisDataException error) {
            throw current.translate(error);
          }
          steps.merge(step, (Long) replies.get(at++), Long::sum);
        }
      }
      depths.put(queue, new QueueDepth(steps));
    }
    return depths;
  }
}
