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

/** Reads and forgets many results, and marks tasks that nobody has begun, in one round trip. */
final class ResultReadSink implements GroupWriter.Sink<ResultReadSink.Item> {

  /** What is to be done. */
  @SuppressWarnings("ArrayRecordComponent") // why: never compared
  sealed interface Errand {

    /** Gives the value of a key. */
    record Read(byte[] key) implements Errand {}

    /** Writes a value unless somebody has begun; gives it if it was written. */
    record Mark(byte[] key, byte[] value) implements Errand {}

    /** Removes keys. */
    record Forget(List<byte[]> keys) implements Errand {}
  }

  /**
   * One errand.
   *
   * @param done with what it gives
   */
  record Item(Errand errand, CompletableFuture<Optional<byte[]>> done, long deadline)
      implements Pending {}

  private final Site site;
  private volatile @Nullable RedisConnection connection;

  ResultReadSink(Site site) {
    this.site = site;
  }

  @Override
  public int size(Item item) {
    return switch (item.errand()) {
      case Errand.Read(byte[] key) -> key.length;
      case Errand.Mark(byte[] key, byte[] value) -> key.length + value.length;
      case Errand.Forget(List<byte[]> keys) -> keys.stream().mapToInt(key -> key.length).sum();
    };
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connection;
    if (current == null) {
      current = site.results().open("greenfork:read");
      connection = current;
    }
    for (Item item : batch) {
      queue(current, item.errand());
    }
    List<Object> replies = current.replies(batch.size());
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      CompletableFuture<Optional<byte[]>> value = item.done();
      switch (replies.get(i)) {
        case byte[] json -> value.complete(Optional.of(json));
        case Long written when written == 1 && item.errand() instanceof Errand.Mark mark ->
            value.complete(Optional.of(mark.value()));
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

  private void queue(RedisConnection current, Errand errand) {
    switch (errand) {
      case Errand.Read(byte[] key) -> current.queue(Command.GET, key);
      case Errand.Forget(List<byte[]> keys) ->
          current.queue(Command.DEL, keys.toArray(byte[][]::new));
      case Errand.Mark(byte[] key, byte[] value) -> {
        byte[] life = utf8(Long.toString(site.settings().resultExpires().toSeconds()));
        Script.MARK.queue(current, new Script.Arguments(List.of(key), List.of(life, value)));
      }
    }
  }

  @Override
  public List<Item> retry(List<Item> batch, BrokerException cause) {
    return Pending.retry(batch, cause);
  }

  @Override
  public void abandon(Item item) {
    item.done()
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
