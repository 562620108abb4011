package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** The task indexes of all workers, at the broker once for each that differs. Thread safe. */
final class TaskIndexes {

  static final byte[] RULES = utf8("rules");
  static final byte[] LEARNED = utf8("learned");

  private final Keys keys;

  TaskIndexes(Keys keys) {
    this.keys = keys;
  }

  /** Names an index; an empty one has no name. */
  static String digest(String index) {
    if (index.isEmpty()) {
      return "";
    }
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(utf8(index));
      return HexFormat.of().formatHex(Arrays.copyOf(sum, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void publish(RedisConnection connection, String digest, String index, Duration life) {
    connection.call(
        Command.SET,
        keys.tasks(digest),
        utf8(index),
        utf8("PX"),
        utf8(Long.toString(life.toMillis())));
  }

  /** The rules that hold now. */
  RuleTexts rules(RedisConnection connection) {
    return texts(connection.call(Command.HMGET, keys.rules(), RULES, LEARNED));
  }

  /** What is known about a queue that is split: one round trip. */
  ServedQueue complete(RedisConnection connection, String queue, ServeReply reply) {
    connection.queue(Command.HMGET, keys.rules(), RULES, LEARNED);
    for (ServeReply.Server server : reply.servers()) {
      connection.queue(Command.GET, keys.tasks(server.digest()));
    }
    List<Object> found = connection.replies(1 + reply.servers().size());
    Map<String, List<String>> tasks = new HashMap<>();
    for (int i = 0; i < reply.servers().size(); i++) {
      List<String> texts =
          tasks.computeIfAbsent(reply.servers().get(i).type(), _ -> new ArrayList<>());
      if (found.get(i + 1) instanceof byte[] bytes) {
        texts.add(text(bytes));
      }
    }
    return new ServedQueue(queue, reply.version(), true, tasks, texts(found.getFirst()));
  }

  private static RuleTexts texts(@Nullable Object reply) {
    return reply instanceof List<?> fields
        ? new RuleTexts(textOf(fields.getFirst()), textOf(fields.get(1)))
        : RuleTexts.NONE;
  }

  private static String textOf(@Nullable Object field) {
    return field instanceof byte[] bytes ? text(bytes) : "";
  }
}
