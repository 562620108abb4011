package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Reads who serves queues, for those who do not serve any themselves. */
final class ServersReader {

  private final Keys keys;

  ServersReader(Keys keys) {
    this.keys = keys;
  }

  /** Two round trips. */
  List<ServedQueue> read(RedisConnection connection, Collection<String> queues) {
    connection.queue(Command.TIME, new byte[0][]);
    connection.queue(Command.HMGET, keys.rules(), utf8("version"), utf8("rules"), utf8("learned"));
    for (String queue : queues) {
      connection.queue(
          Command.ZRANGE, keys.serving(queue), utf8("0"), utf8("-1"), utf8("WITHSCORES"));
    }
    List<Object> replies = connection.goodReplies(2 + queues.size());
    List<?> time = (List<?>) replies.getFirst();
    long now =
        Long.parseLong(text(time.getFirst())) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    Map<String, SortedSet<String>> parts = new LinkedHashMap<>();
    int at = 2;
    for (String queue : queues) {
      SortedSet<String> found = parts((List<?>) replies.get(at++), now);
      if (!found.isEmpty()) {
        parts.put(queue, found);
      }
    }
    Map<String, String> indexes = indexes(connection, parts.values());
    List<?> rules = (List<?>) replies.get(1);
    return parts.entrySet().stream()
        .map(each -> served(each.getKey(), each.getValue(), rules, indexes))
        .toList();
  }

  /** Of members {@code type/digest/who} the first two, of those that count now. */
  private static SortedSet<String> parts(List<?> members, long now) {
    SortedSet<String> parts = new TreeSet<>();
    for (int i = 0; i + 1 < members.size(); i += 2) {
      String member = text(members.get(i));
      int end = member.indexOf('/', member.indexOf('/') + 1);
      if (end > 0 && Double.parseDouble(text(members.get(i + 1))) >= now) {
        parts.add(member.substring(0, end));
      }
    }
    return parts;
  }

  private Map<String, String> indexes(
      RedisConnection connection, Collection<SortedSet<String>> parts) {
    SortedSet<String> digests = new TreeSet<>();
    parts.forEach(some -> some.forEach(part -> digests.add(digest(part))));
    digests.remove("");
    digests.forEach(digest -> connection.queue(Command.GET, keys.tasks(digest)));
    List<Object> found = digests.isEmpty() ? List.of() : connection.goodReplies(digests.size());
    Map<String, String> indexes = new HashMap<>();
    int at = 0;
    for (String digest : digests) {
      indexes.put(digest, orEmpty(found.get(at++)));
    }
    return indexes;
  }

  private static ServedQueue served(
      String queue, SortedSet<String> parts, List<?> rules, Map<String, String> indexes) {
    Map<String, List<String>> tasks = new TreeMap<>();
    for (String part : parts) {
      String index = indexes.getOrDefault(digest(part), "");
      List<String> known =
          tasks.computeIfAbsent(part.substring(0, part.indexOf('/')), _ -> new ArrayList<>());
      if (!index.isEmpty()) {
        known.add(index);
      }
    }
    return new ServedQueue(
        queue,
        orEmpty(rules.getFirst()) + ":" + String.join(" ", parts),
        tasks.size() > 1,
        tasks,
        new RuleTexts(orEmpty(rules.get(1)), orEmpty(rules.get(2))));
  }

  private static String digest(String part) {
    return part.substring(part.indexOf('/') + 1);
  }

  private static String orEmpty(@Nullable Object found) {
    return found == null ? "" : text(found);
  }
}
