package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;

/** A hash for each topic, over a connection that is kept until this is closed. */
final class RedisNotes implements Notes, AutoCloseable {

  private final Keys keys;
  private final KeptConnection connection;

  RedisNotes(Site site) {
    this.keys = site.keys();
    this.connection = new KeptConnection(site.connector(), "greenfork:notes");
  }

  @Override
  public Map<String, String> read(String topic) {
    List<?> found =
        (List<?>) connection.use(current -> current.call(Command.HGETALL, keys.notes(topic)));
    Map<String, String> notes = new HashMap<>();
    for (int i = 0; i + 1 < found.size(); i += 2) {
      notes.put(text(found.get(i)), text(found.get(i + 1)));
    }
    return notes;
  }

  @Override
  public void write(String topic, Map<String, String> written, Set<String> removed, Duration life) {
    connection.use(
        current -> {
          byte[] key = keys.notes(topic);
          int commands = 1;
          if (!written.isEmpty()) {
            List<byte[]> fields = new ArrayList<>();
            fields.add(key);
            written.forEach(
                (name, note) -> {
                  fields.add(utf8(name));
                  fields.add(utf8(note));
                });
            current.queue(Command.HSET, fields.toArray(byte[][]::new));
            commands++;
          }
          if (!removed.isEmpty()) {
            List<byte[]> names = new ArrayList<>();
            names.add(key);
            removed.forEach(name -> names.add(utf8(name)));
            current.queue(Command.HDEL, names.toArray(byte[][]::new));
            commands++;
          }
          current.queue(Command.PEXPIRE, key, utf8(Long.toString(life.toMillis())));
          return current.goodReplies(commands);
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
