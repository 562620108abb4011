package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Announcement;
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
import redis.clients.jedis.Protocol.Command;
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
   * @param news told of them afterwards
   * @param deadline {@link System#nanoTime} after which a failure is final
   */
  record Item(
      List<Publication> messages,
      List<Announcement> news,
      CompletableFuture<Void> done,
      long deadline)
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
    int size = item.messages().stream().mapToInt(each -> OVERHEAD + each.envelope().length).sum();
    return size + item.news().stream().mapToInt(each -> each.envelope().length).sum();
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
    List<Item> again = List.of();
    if (refused.isEmpty()) {
      batch.forEach(item -> item.done().complete(null));
    } else {
      again = again(batch, refused, current);
    }
    tell(current, batch);
    return again;
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

  /** Tells the news of the messages that went out. */
  private void tell(RedisConnection current, List<Item> batch) {
    int count = 0;
    for (Item item : batch) {
      if (!item.news().isEmpty()
          && item.done().isDone()
          && !item.done().isCompletedExceptionally()) {
        for (Announcement each : item.news()) {
          String channel = site.fanoutPrefix() + each.exchange() + "/" + each.routingKey();
          current.queue(Command.PUBLISH, utf8(channel), each.envelope());
          count++;
        }
      }
    }
    if (count == 0) {
      return;
    }
    try {
      current.replies(count);
    } catch (BrokerException e) {
      // The messages are confirmed, and news are not worth sending them again.
      log.warn("News of messages were lost: {}", e.getMessage());
      disconnect();
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
        again.addAll(
            Pending.retry(
                List.of(new Item(left, item.news(), item.done(), item.deadline())), worst));
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
