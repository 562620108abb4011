package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Does many errands in one round trip: publishes to channels, puts answers into the queues bound
 * for them, runs scripts that nobody waits for.
 */
final class FanoutSink implements GroupWriter.Sink<FanoutSink.Item> {

  /** What is to be done. */
  @SuppressWarnings("ArrayRecordComponent") // why: never compared
  sealed interface Errand {

    /** To the channel of an exchange and a routing key, given without prefixes. */
    record Publish(String channel, byte[] envelope) implements Errand {}

    /** To the queues of who asked. */
    record Answer(Replies.Address address, byte[] envelope) implements Errand {}

    /** A script with its arguments. */
    record Call(Script script, Script.Arguments arguments) implements Errand {}
  }

  /**
   * An errand and who waits for its end.
   *
   * @param deadline {@link System#nanoTime} after which it is dropped
   */
  record Item(Errand errand, CompletableFuture<Void> done, long deadline) implements Pending {}

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
    return switch (item.errand()) {
      case Errand.Publish(var _, byte[] envelope) -> OVERHEAD + envelope.length;
      case Errand.Answer(var _, byte[] envelope) -> OVERHEAD + envelope.length;
      case Errand.Call(var _, Script.Arguments arguments) -> OVERHEAD + arguments.size();
    };
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
      queue(current, item.errand());
    }
    List<Object> replies = current.replies(batch.size());
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      if (Script.isUnknown(replies.get(i))) {
        script(item.errand()).load(current);
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

  private static Script script(Errand errand) {
    return errand instanceof Errand.Call call ? call.script() : Script.REPLY;
  }

  private void queue(RedisConnection current, Errand errand) {
    switch (errand) {
      case Errand.Publish(String channel, byte[] envelope) ->
          current.queue(Command.PUBLISH, utf8(prefix + channel), envelope);
      case Errand.Answer(Replies.Address address, byte[] envelope) ->
          Script.REPLY.queue(current, answer(address, envelope));
      case Errand.Call(Script script, Script.Arguments arguments) ->
          script.queue(current, arguments);
    }
  }

  private Script.Arguments answer(Replies.Address address, byte[] envelope) {
    return new Script.Arguments(
        List.of(site.keys().bindings(address.exchange())),
        List.of(
            utf8(address.routingKey()),
            utf8(QueueKeys.SEPARATOR),
            site.keys().key(""),
            envelope,
            REPLY_LIFE));
  }
}
