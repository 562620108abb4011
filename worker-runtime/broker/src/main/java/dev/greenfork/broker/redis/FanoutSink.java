package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Publishes batches to channels, and puts answers into the queues bound for them. */
final class FanoutSink implements GroupWriter.Sink<FanoutSink.Item> {

  /** Where a message goes. */
  sealed interface Target {

    /** The channel of an exchange and a routing key, without prefixes. */
    record Channel(String name) implements Target {}

    /** The queues of who asked. */
    record Asker(Replies.Address address) implements Target {}
  }

  /**
   * A message.
   *
   * @param deadline {@link System#nanoTime} after which it is dropped
   */
  @SuppressWarnings("ArrayRecordComponent") // why: never compared
  record Item(Target target, byte[] envelope, CompletableFuture<Void> done, long deadline) {}

  private static final int OVERHEAD = 100;
  private static final byte[] REPLY_LIFE = utf8("60000");

  private final Site site;
  private volatile @Nullable RedisConnection connection;
  private String prefix = "";

  FanoutSink(Site site) {
    this.site = site;
  }

  @Override
  public int size(Item item) {
    return OVERHEAD + item.envelope().length;
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connection;
    if (current == null) {
      current = site.connector().open("greenfork:fanout");
      prefix = site.fanoutPrefix();
      Script.REPLY.load(current);
      connection = current;
    }
    for (Item item : batch) {
      queue(current, item);
    }
    List<Object> replies = current.replies(batch.size());
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      if (Script.isUnknown(replies.get(i))) {
        Script.REPLY.load(current);
        again.add(item);
      } else if (replies.get(i) instanceof JedisDataException error) {
        // Final: a key of another type named by an asker must not hold up all others.
        item.done().completeExceptionally(current.translate(error));
      } else {
        item.done().complete(null);
      }
    }
    return again;
  }

  @Override
  public List<Item> retry(List<Item> batch, BrokerException cause) {
    List<Item> again = new ArrayList<>();
    for (Item item : batch) {
      if (item.done().isDone()) {
        continue;
      }
      if (System.nanoTime() - item.deadline() < 0) {
        again.add(item);
      } else {
        item.done().completeExceptionally(cause);
      }
    }
    return again;
  }

  @Override
  public void abandon(Item item) {
    item.done()
        .completeExceptionally(
            new BrokerUnavailableException(
                "the message was not sent: the connection to the broker was closed before"));
  }

  @Override
  public void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.abort();
    }
  }

  private void queue(RedisConnection current, Item item) {
    switch (item.target()) {
      case Target.Channel channel ->
          current.queue(Command.PUBLISH, utf8(prefix + channel.name()), item.envelope());
      case Target.Asker(Replies.Address address) ->
          Script.REPLY.queue(
              current,
              new Script.Arguments(
                  List.of(site.keys().bindings(address.exchange())),
                  List.of(
                      utf8(address.routingKey()),
                      utf8(QueueKeys.SEPARATOR),
                      site.keys().key(""),
                      item.envelope(),
                      REPLY_LIFE)));
    }
  }
}
