package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Chords;
import dev.greenfork.protocol.canvas.JoinKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Reads and prepares chords at the result backend. One lock guards the one connection. */
final class RedisChords implements Chords, AutoCloseable {

  /** Parts or results per reply, so that no reply is huge and Redis serves others in between. */
  private static final int CHUNK = 500;

  private final Site site;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable RedisConnection connection;

  RedisChords(Site site) {
    this.site = site;
  }

  @Override
  public Optional<List<byte[]>> parts(String group, long most) {
    byte[] key = site.resultKeys().group(group, ".j");
    return with(
        redis -> {
          List<byte[]> all = new ArrayList<>();
          long bytes = 0;
          while (true) {
            String from = Integer.toString(all.size());
            String to = Integer.toString(all.size() + CHUNK - 1);
            List<?> some = (List<?>) redis.call(Command.ZRANGE, key, utf8(from), utf8(to));
            for (Object part : some) {
              byte[] record = (byte[]) part;
              bytes += record.length;
              all.add(record);
            }
            if (bytes > most) {
              return Optional.empty();
            }
            if (some.size() < CHUNK) {
              return Optional.of(all);
            }
          }
        });
  }

  @Override
  public Optional<byte[]> members(String group) {
    byte[] key = site.resultKeys().group(group, "");
    return with(redis -> Optional.ofNullable((byte[]) redis.call(Command.GET, key)));
  }

  @Override
  public Map<String, byte[]> results(Collection<String> taskIds) {
    List<String> ids = List.copyOf(taskIds);
    return with(
        redis -> {
          Map<String, byte[]> found = new LinkedHashMap<>();
          for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            byte[][] keys = some.stream().map(site.resultKeys()::key).toArray(byte[][]::new);
            List<?> values = (List<?>) redis.call(Command.MGET, keys);
            for (int i = 0; i < some.size(); i++) {
              if (values.get(i) instanceof byte[] json) {
                found.put(some.get(i), json);
              }
            }
          }
          return found;
        });
  }

  @Override
  public void prepare(List<JoinKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(Long.toString(site.settings().resultExpires().toSeconds())));
    values.add(utf8("keys"));
    new JoinEncoder(site.resultKeys()).keys(keys, values);
    with(redis -> Script.JOIN.run(redis, new Script.Arguments(List.of(), values)));
  }

  @Override
  public void expectMore(String group) {
    byte[] key = site.resultKeys().group(group, ".t");
    with(redis -> redis.call(Command.INCR, key));
  }

  @Override
  public void close() {
    RedisConnection current = connection;
    if (current != null) {
      current.abort();
    }
  }

  private <T> T with(Function<RedisConnection, T> work) {
    lock.lock();
    try {
      RedisConnection current = connection;
      if (current == null) {
        current = site.results().open("greenfork:chords");
        connection = current;
      }
      return work.apply(current);
    } catch (BrokerException e) {
      close();
      connection = null;
      throw e;
    } finally {
      lock.unlock();
    }
  }
}
