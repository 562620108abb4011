package dev.greenfork.worker.it;

import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.Definitions;
import java.util.List;
import redis.clients.jedis.Jedis;

/**
 * A task that counts its runs in a Redis, whichever process it runs in: {@code it.note(url, key)}
 * returns how often it has run with this key.
 */
public final class Notes implements TaskIndex {

  @Override
  public List<TaskDefinition> tasks() {
    Parameter url = Definitions.parameter("url", String.class);
    Parameter key = Definitions.parameter("key", String.class);
    return List.of(
        Definitions.task("it.note", (self, a) -> note((String) a[0], (String) a[1]), url, key));
  }

  private static long note(String url, String key) {
    try (Jedis redis = new Jedis(url)) {
      return redis.incr(key);
    }
  }
}
