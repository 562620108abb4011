package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Splits and merges queues from outside, over a connection that is kept until this is closed. */
final class RedisSplits implements Splits, AutoCloseable {

  private static final byte[] BATCH_MESSAGES = utf8("500");
  private static final byte[] BATCH_BYTES = utf8(Integer.toString(256 << 10));
  private static final Duration TASKS_LIFE = Duration.ofDays(7);

  private final Keys keys;
  private final TaskIndexes indexes;
  private final Merger merger;
  private final KeptConnection connection;

  RedisSplits(Site site) {
    this.keys = site.keys();
    this.indexes = new TaskIndexes(keys);
    this.merger = new Merger(keys);
    this.connection = new KeptConnection(site.connector(), "greenfork:splits");
  }

  @Override
  public void setRules(String rules) {
    set(TaskIndexes.RULES, rules);
  }

  @Override
  public void setLearned(String learned) {
    set(TaskIndexes.LEARNED, learned);
  }

  private void set(byte[] field, String value) {
    connection.use(
        current -> {
          current.queue(Command.MULTI);
          current.queue(Command.HSET, keys.rules(), field, utf8(value));
          current.queue(Command.HINCRBY, keys.rules(), utf8("version"), utf8("1"));
          current.queue(Command.EXEC);
          Object reply = current.replies(4).getLast();
          if (reply instanceof JedisDataException error) {
            throw current.translate(error);
          }
          return reply;
        });
  }

  @Override
  public RuleTexts rules() {
    return connection.use(indexes::rules);
  }

  @Override
  public void declare(String queue, String type, String tasks, String pool, Duration life) {
    String digest = TaskIndexes.digest(tasks);
    connection.use(
        current -> {
          if (!tasks.isEmpty()) {
            indexes.publish(current, digest, tasks, TASKS_LIFE);
          }
          String member = type + "/" + digest + "/pool:" + pool;
          List<byte[]> values =
              List.of(utf8(Long.toString(life.toMillis())), utf8(member), utf8("/pool:" + pool));
          return Script.DECLARE.run(
              current, new Script.Arguments(List.of(keys.serving(queue)), values));
        });
  }

  @Override
  public void withdraw(String queue, String pool) {
    List<byte[]> values = List.of(utf8("0"), utf8(""), utf8("/pool:" + pool));
    connection.use(
        current ->
            Script.DECLARE.run(
                current, new Script.Arguments(List.of(keys.serving(queue)), values)));
  }

  @Override
  public Batch split(String queue, SubQueue undecided) {
    List<byte[]> names = List.of(keys.list(queue, 0), keys.routes(queue), keys.rules());
    List<byte[]> values = List.of(utf8(undecided.word()), BATCH_MESSAGES, BATCH_BYTES);
    List<?> reply =
        (List<?>)
            connection.use(
                current -> Script.APART.run(current, new Script.Arguments(names, values)));
    return new Batch((Long) reply.getFirst(), (Long) reply.get(1));
  }

  @Override
  public long merge(String queue) {
    return connection.use(
        current -> {
          long moved = 0;
          for (SubQueue part : SubQueue.ALL) {
            for (int step : QueueKeys.STEPS) {
              moved += merger.merge(current, queue, part, step);
            }
          }
          return moved;
        });
  }

  @Override
  public List<ServedQueue> served(Collection<String> queues) {
    return connection.use(current -> new ServersReader(keys).read(current, queues));
  }

  @Override
  public boolean isSplit(String queue) {
    return connection.use(
        current -> {
          List<?> time = (List<?>) current.call(Command.TIME, new byte[0][]);
          long now = Long.parseLong(text(time.getFirst())) * 1000;
          List<String> types = new ArrayList<>();
          for (Object member :
              (List<?>)
                  current.call(
                      Command.ZRANGEBYSCORE,
                      keys.serving(queue),
                      utf8(Long.toString(now)),
                      utf8("+inf"))) {
            types.add(text(member).substring(0, Math.max(0, text(member).indexOf('/'))));
          }
          return types.contains(SubQueue.GREEN.word()) && types.contains(SubQueue.PREFORK.word());
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
