package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Publication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Pushes batches of messages as kombu does: LPUSH to the list of queue and step, and the binding of
 * a queue seen first. What Redis refuses for good fails at once; what it cannot take now is sent
 * again, and only that.
 */
final class PublishSink implements GroupWriter.Sink<PublishSink.Item> {

  /**
   * Messages that are confirmed together.
   *
   * @param deadline {@link System#nanoTime} after which a failure is final
   */
  record Item(List<Publication> messages, CompletableFuture<Void> done, long deadline)
      implements Pending {}

  private static final Logger log = LoggerFactory.getLogger(PublishSink.class);
  private static final int OVERHEAD = 100;

  private final Site site;
  private final Set<String> bound = new HashSet<>();
  private volatile @Nullable RedisConnection connection;

  PublishSink(Site site) {
    this.site = site;
  }

  @Override
  public int size(Item item) {
    return item.messages().stream().mapToInt(each -> OVERHEAD + each.envelope().length).sum();
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connection;
    if (current == null) {
      current = site.connector().open("greenfork:publish");
      connection = current;
    }
    Pushes pushes = new Pushes(current, site.keys());
    for (Item item : batch) {
      for (Publication message : item.messages()) {
        if (bound.add(message.queue())) {
          pushes.bind(message.queue());
        }
        pushes.put(message);
      }
    }
    Set<String> unbound = new HashSet<>();
    IdentityHashMap<Publication, JedisDataException> refused = pushes.send(unbound);
    if (!unbound.isEmpty()) {
      log.warn("The bindings of {} were refused; kombu may not find these queues.", unbound);
    }
    if (refused.isEmpty()) {
      batch.forEach(item -> item.done().complete(null));
      return List.of();
    }
    return again(batch, refused, current);
  }

  @Override
  public List<Item> retry(List<Item> batch, BrokerException cause) {
    return Pending.retry(batch, cause);
  }

  @Override
  public void abandon(Item item) {
    item.abandon("the message was not sent");
  }

  @Override
  public void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.abort();
    }
  }

  /** Tells each item what became of its messages, and gives those that may still be taken. */
  private static List<Item> again(
      List<Item> batch,
      IdentityHashMap<Publication, JedisDataException> refused,
      RedisConnection current) {
    List<Item> again = new ArrayList<>();
    for (Item item : batch) {
      List<Publication> left = new ArrayList<>();
      BrokerException worst = null;
      for (Publication message : item.messages()) {
        JedisDataException error = refused.get(message);
        if (error != null) {
          left.add(message);
          worst = worse(worst, message, current.translate(error));
        }
      }
      if (worst == null) {
        item.done().complete(null);
      } else {
        again.addAll(Pending.retry(List.of(new Item(left, item.done(), item.deadline())), worst));
      }
    }
    return again;
  }

  private static BrokerException worse(
      @Nullable BrokerException before, Publication message, BrokerException error) {
    if (before instanceof BrokerRefusedException || error instanceof BrokerUnavailableException) {
      return before == null ? error : before;
    }
    return new BrokerRefusedException(
        "queue %s did not take a message: %s".formatted(message.queue(), error.getMessage()),
        error);
  }
}
