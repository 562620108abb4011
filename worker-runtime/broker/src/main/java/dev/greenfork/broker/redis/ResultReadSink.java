package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Reads many results, and marks tasks that nobody has begun, in one round trip. */
final class ResultReadSink implements GroupWriter.Sink<ResultReadSink.Item> {

  /**
   * One key to be read, or to be written unless somebody has begun.
   *
   * @param mark what to write, null to read
   * @param value what was read, or the mark if it was written
   * @param deadline {@link System#nanoTime} after which a failure is final
   */
  @SuppressWarnings("ArrayRecordComponent") // why: never compared
  record Item(
      byte[] key,
      byte @Nullable [] mark,
      CompletableFuture<Optional<byte[]>> value,
      long deadline) {}

  private final Site site;
  private volatile @Nullable RedisConnection connection;

  ResultReadSink(Site site) {
    this.site = site;
  }

  @Override
  public int size(Item item) {
    return item.key().length + (item.mark() == null ? 0 : item.mark().length);
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connection;
    if (current == null) {
      current = site.results().open("greenfork:read");
      connection = current;
    }
    for (Item item : batch) {
      queue(current, item);
    }
    List<Object> replies = current.replies(batch.size());
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      CompletableFuture<Optional<byte[]>> value = item.value();
      switch (replies.get(i)) {
        case byte[] json -> value.complete(Optional.of(json));
        case Long written when written == 1 -> value.complete(Optional.ofNullable(item.mark()));
        case JedisNoScriptException _ -> {
          Script.MARK.load(current);
          again.add(item);
        }
        case JedisDataException error -> value.completeExceptionally(current.translate(error));
        case null, default -> value.complete(Optional.empty());
      }
    }
    return again;
  }

  private void queue(RedisConnection current, Item item) {
    if (item.mark() == null) {
      current.queue(Command.GET, item.key());
    } else {
      byte[] life = utf8(Long.toString(site.settings().resultExpires().toSeconds()));
      Script.MARK.queue(
          current, new Script.Arguments(List.of(item.key()), List.of(life, item.mark())));
    }
  }

  @Override
  public List<Item> retry(List<Item> batch, BrokerException cause) {
    List<Item> again = new ArrayList<>();
    for (Item item : batch) {
      if (System.nanoTime() - item.deadline() < 0) {
        again.add(item);
      } else {
        item.value().completeExceptionally(cause);
      }
    }
    return again;
  }

  @Override
  public void abandon(Item item) {
    item.value()
        .completeExceptionally(
            new BrokerUnavailableException("the connection to the result backend is closed"));
  }

  @Override
  public void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.abort();
    }
  }
}
