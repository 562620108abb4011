package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Pushes batches of messages as kombu does: LPUSH to the list of queue and step, and the binding of
 * a queue seen first.
 */
final class PublishSink implements GroupWriter.Sink<PublishSink.Item> {

  /**
   * Messages that are confirmed together.
   *
   * @param deadline {@link System#nanoTime} after which a failure is final
   */
  record Item(List<Publication> messages, CompletableFuture<Void> done, long deadline)
      implements Pending {}

  /** Messages for one list that go out in one command. */
  private static final int PUSH_VALUES = 500;

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
    int commands = bind(current, batch);
    commands += delay(current, batch);
    for (Map.Entry<String, List<byte[]>> list : lists(batch).entrySet()) {
      commands += push(current, utf8(list.getKey()), list.getValue());
    }
    for (Object reply : current.replies(commands)) {
      if (reply instanceof JedisDataException error) {
        throw current.translate(error);
      }
    }
    batch.forEach(item -> item.done().complete(null));
    return List.of();
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

  private int bind(RedisConnection current, List<Item> batch) {
    int commands = 0;
    for (Item item : batch) {
      for (Publication message : item.messages()) {
        String queue = message.queue();
        if (bound.add(queue)) {
          byte[] member = utf8(QueueKeys.binding(queue));
          current.queue(Command.SADD, site.keys().key(QueueKeys.bindings(queue)), member);
          current.queue(Command.SADD, site.keys().key(QueueKeys.permanentBindings(queue)), member);
          commands += 2;
        }
      }
    }
    return commands;
  }

  private int delay(RedisConnection current, List<Item> batch) {
    int commands = 0;
    for (Item item : batch) {
      for (Publication message : item.messages()) {
        if (message.due() != null) {
          byte[] set = site.keys().delayed(message.queue());
          byte[] score = Delayed.score(message.due());
          current.queue(Command.ZADD, set, score, Delayed.member(message));
          commands++;
        }
      }
    }
    return commands;
  }

  private Map<String, List<byte[]>> lists(List<Item> batch) {
    Map<String, List<byte[]>> lists = new LinkedHashMap<>();
    for (Item item : batch) {
      for (Publication message : item.messages()) {
        if (message.due() != null) {
          continue;
        }
        String list = QueueKeys.list(message.queue(), QueueKeys.step(message.priority()));
        lists
            .computeIfAbsent(site.keys().prefix() + list, name -> new ArrayList<>())
            .add(message.envelope());
      }
    }
    return lists;
  }

  private static int push(RedisConnection current, byte[] list, List<byte[]> messages) {
    int commands = 0;
    for (int at = 0; at < messages.size(); at += PUSH_VALUES) {
      List<byte[]> some = messages.subList(at, Math.min(at + PUSH_VALUES, messages.size()));
      byte[][] arguments = new byte[1 + some.size()][];
      arguments[0] = list;
      for (int i = 0; i < some.size(); i++) {
        arguments[i + 1] = some.get(i);
      }
      current.queue(Command.LPUSH, arguments);
      commands++;
    }
    return commands;
  }
}
