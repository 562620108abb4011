package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Declaration;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Splits and merges queues from outside, over a connection that is kept until this is closed. */
final class RedisSplits implements Splits, AutoCloseable {

  private static final byte[] BATCH_MESSAGES = utf8("500");
  private static final byte[] BATCH_BYTES = utf8(Integer.toString(256 << 10));

  private final Keys keys;
  private final TaskIndexes indexes;
  private final Merger merger;
  private final RouteWriter writer;
  private final KeptConnection connection;
  private final PoolRegister register;

  RedisSplits(Site site) {
    this.keys = site.keys();
    this.indexes = new TaskIndexes(keys);
    this.merger = new Merger(keys);
    this.writer = new RouteWriter(keys);
    this.connection = new KeptConnection(site.connector(), "greenfork:splits");
    this.register = new PoolRegister(keys, connection);
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
  public String publish(String tasks) {
    return register.publish(tasks);
  }

  @Override
  public Map<String, String> tasks(Collection<String> digests) {
    return register.tasks(digests);
  }

  @Override
  public void declare(Collection<Declaration> declarations, Duration life) {
    register.declare(declarations, life);
  }

  @Override
  public Set<String> declared() {
    return register.declared();
  }

  @Override
  public void forget(String queue) {
    register.forget(queue);
  }

  @Override
  public List<QueueService> look(Collection<String> queues) {
    return register.look(queues);
  }

  @Override
  public boolean fill(ServedQueue queue, Map<String, SubQueue> places) {
    return connection.use(current -> writer.fill(current, queue, places));
  }

  @Override
  public void declare(String queue, String type, String tasks, String pool, Duration life) {
    register.declare(List.of(new Declaration(queue, type, publish(tasks), pool)), life);
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
    return SubQueue.ALL.stream().mapToLong(part -> merge(queue, part)).sum();
  }

  @Override
  public long merge(String queue, SubQueue part) {
    return connection.use(
        current -> {
          long moved = 0;
          for (int step : QueueKeys.STEPS) {
            moved += merger.merge(current, queue, part, step);
          }
          return moved;
        });
  }

  @Override
  public boolean isSplit(String queue) {
    return register.look(List.of(queue)).getFirst().split();
  }

  @Override
  public void close() {
    connection.close();
  }
}
