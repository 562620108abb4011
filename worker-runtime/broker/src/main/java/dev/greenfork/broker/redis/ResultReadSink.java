package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads many results in one round trip. */
final class ResultReadSink implements GroupWriter.Sink<ResultReadSink.Item> {

  /**
   * One key to be read.
   *
   * @param deadline {@link System#nanoTime} after which a failure is final
   */
  @SuppressWarnings("ArrayRecordComponent") // why: never compared
  record Item(byte[] key, CompletableFuture<Optional<byte[]>> value, long deadline) {}

  private final Site site;
  private volatile @Nullable RedisConnection connection;

  ResultReadSink(Site site) {
    this.site = site;
  }

  @Override
  public int size(Item item) {
    return item.key().length;
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connection;
    if (current == null) {
      current = site.results().open("greenfork:read");
      connection = current;
    }
    for (Item item : batch) {
      current.queue(Command.GET, item.key());
    }
    List<Object> replies = current.replies(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<Optional<byte[]>> value = batch.get(i).value();
      switch (replies.get(i)) {
        case byte[] json -> value.complete(Optional.of(json));
        case JedisDataException error -> value.completeExceptionally(current.translate(error));
        case null, default -> value.complete(Optional.empty());
      }
    }
    return List.of();
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
