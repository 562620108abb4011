package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Declaration;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.QueueService.Server;
import dev.greenfork.broker.SubQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import redis.clients.jedis.Protocol.Command;

/** Which pools serve which queues, for those who are no workers. Thread safe. */
final class PoolRegister {

  private static final Duration TASKS_LIFE = Duration.ofDays(7);

  /** Queues that one call of a script looks at: some twenty short commands for each. */
  private static final int CHUNK = 50;

  private final Keys keys;
  private final TaskIndexes indexes;
  private final KeptConnection connection;

  PoolRegister(Keys keys, KeptConnection connection) {
    this.keys = keys;
    this.indexes = new TaskIndexes(keys);
    this.connection = connection;
  }

  String publish(String tasks) {
    String digest = TaskIndexes.digest(tasks);
    if (!digest.isEmpty()) {
      connection.use(
          current -> {
            indexes.publish(current, digest, tasks, TASKS_LIFE);
            return digest;
          });
    }
    return digest;
  }

  Map<String, String> tasks(Collection<String> digests) {
    List<String> named = digests.stream().filter(each -> !each.isEmpty()).distinct().toList();
    if (named.isEmpty()) {
      return Map.of();
    }
    byte[][] names = named.stream().map(keys::tasks).toArray(byte[][]::new);
    List<?> found = (List<?>) connection.use(current -> current.call(Command.MGET, names));
    Map<String, String> tasks = new HashMap<>();
    for (int i = 0; i < named.size(); i++) {
      if (found.get(i) instanceof byte[] bytes) {
        tasks.put(named.get(i), text(bytes));
      }
    }
    return tasks;
  }

  void declare(Collection<Declaration> declarations, Duration life) {
    if (declarations.isEmpty()) {
      return;
    }
    byte[] millis = utf8(Long.toString(life.toMillis()));
    connection.use(
        current -> {
          for (Declaration each : declarations) {
            String end = "/pool:" + each.pool();
            String member = each.type() + "/" + each.digest() + end;
            List<byte[]> values = List.of(millis, utf8(member), utf8(end));
            List<byte[]> names = List.of(keys.serving(each.queue()));
            var _ = Script.DECLARE.run(current, new Script.Arguments(names, values));
          }
          List<byte[]> queues = new ArrayList<>(List.of(keys.declared()));
          declarations.stream()
              .map(Declaration::queue)
              .distinct()
              .forEach(queue -> queues.add(utf8(queue)));
          return current.call(Command.SADD, queues.toArray(byte[][]::new));
        });
  }

  Set<String> declared() {
    List<?> members =
        (List<?>) connection.use(current -> current.call(Command.SMEMBERS, keys.declared()));
    return members.stream()
        .map(RedisConnection::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void forget(String queue) {
    connection.use(current -> current.call(Command.SREM, keys.declared(), utf8(queue)));
  }

  List<QueueService> look(Collection<String> queues) {
    List<String> names = List.copyOf(queues);
    List<QueueService> found = new ArrayList<>(names.size());
    for (int at = 0; at < names.size(); at += CHUNK) {
      List<String> some = names.subList(at, Math.min(names.size(), at + CHUNK));
      List<byte[]> values = new ArrayList<>(List.of(utf8(keys.prefix())));
      some.forEach(name -> values.add(utf8(name)));
      List<?> replies =
          (List<?>)
              connection.use(
                  current -> Script.SERVED.run(current, new Script.Arguments(List.of(), values)));
      for (int i = 0; i < some.size(); i++) {
        found.add(service(some.get(i), (List<?>) replies.get(i)));
      }
    }
    return found;
  }

  private static QueueService service(String queue, List<?> reply) {
    Map<SubQueue, Long> parts = new EnumMap<>(SubQueue.class);
    for (int i = 0; i < SubQueue.ALL.size(); i++) {
      parts.put(SubQueue.ALL.get(i), (Long) reply.get(4 + i));
    }
    return new QueueService(
        queue,
        text(reply.getFirst()),
        (Long) reply.get(1) == 1,
        (Long) reply.get(2) == 1,
        (Long) reply.get(3),
        parts,
        ((List<?>) reply.get(7)).stream().map(member -> server(text(member))).toList());
  }

  /** As serving.lua writes them: type, digest, who, apart by slashes. */
  private static Server server(String member) {
    String[] parts = member.split("/", 3);
    return new Server(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
  }
}
