package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.StandingOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Keeps orders in two sorted sets and a hash. */
final class RedisOrders implements StandingOrders {

  private static final Duration LIFE = Duration.ofHours(3);
  private static final int MOST_REVOCATIONS = 50_000;
  private static final int MOST_LIMITS = 10_000;
  private static final int CHUNK = 1_000;

  /** Between the name of a stamp and its value; in JSON text it cannot stand. */
  private static final char SEPARATOR = '\n';

  private static final String RATE = "rate:";
  private static final String TIME = "time:";
  private static final byte[] HIGHEST = utf8("+inf");

  private final Site site;
  private final Function<FanoutSink.Errand, CompletionStage<Void>> writer;

  /**
   * @param writer runs scripts without holding the caller up
   */
  RedisOrders(Site site, Function<FanoutSink.Errand, CompletionStage<Void>> writer) {
    this.site = site;
    this.writer = writer;
  }

  @Override
  public CompletionStage<Void> revoke(Collection<String> taskIds) {
    return add(revoked(), List.copyOf(taskIds));
  }

  @Override
  public CompletionStage<Void> revokeStamped(Map<String, ? extends Collection<String>> stamps) {
    List<String> members = new ArrayList<>();
    stamps.forEach(
        (name, values) -> values.forEach(value -> members.add(name + SEPARATOR + value)));
    return add(stamps(), members);
  }

  @Override
  public CompletionStage<Void> limitRate(String task, String rate) {
    return limit(RATE + task, rate);
  }

  @Override
  public CompletionStage<Void> limitTime(String task, TimeOrder limits) {
    return limit(TIME + task, seconds(limits.soft()) + " " + seconds(limits.hard()));
  }

  @Override
  public Orders read() {
    try (RedisConnection connection = site.connector().open("greenfork:orders")) {
      connection.queue(Command.TIME);
      connection.queue(Command.HGETALL, limits());
      List<Object> replies = connection.replies(2);
      List<?> time = (List<?>) refuse(connection, replies.get(0));
      long now = Long.parseLong(text(time.getFirst())) * 1000;
      byte[] since = utf8(Long.toString(now - LIFE.toMillis()));
      connection.queue(Command.ZRANGEBYSCORE, revoked(), since, HIGHEST);
      connection.queue(Command.ZRANGEBYSCORE, stamps(), since, HIGHEST);
      List<Object> sets = connection.replies(2);
      return orders(
          texts(refuse(connection, sets.get(0))),
          texts(refuse(connection, sets.get(1))),
          texts(refuse(connection, replies.get(1))));
    }
  }

  private static Orders orders(List<String> revoked, List<String> stamped, List<String> limits) {
    Map<String, Set<String>> stamps = new HashMap<>();
    for (String member : stamped) {
      int at = member.lastIndexOf(SEPARATOR);
      if (at >= 0) {
        stamps
            .computeIfAbsent(member.substring(0, at), name -> new HashSet<>())
            .add(member.substring(at + 1));
      }
    }
    Map<String, String> rates = new HashMap<>();
    Map<String, TimeOrder> times = new HashMap<>();
    for (int i = 0; i + 1 < limits.size(); i += 2) {
      String field = limits.get(i);
      String value = limits.get(i + 1);
      if (field.startsWith(RATE)) {
        rates.put(field.substring(RATE.length()), value);
      } else if (field.startsWith(TIME) && value.matches("(-|[0-9.E]+) (-|[0-9.E]+)")) {
        String[] parts = value.split(" ", 2);
        times.put(field.substring(TIME.length()), new TimeOrder(parse(parts[0]), parse(parts[1])));
      }
    }
    return new Orders(revoked, stamps, rates, times);
  }

  private CompletionStage<Void> add(byte[] set, List<String> members) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int at = 0; at < members.size(); at += CHUNK) {
      List<byte[]> values = new ArrayList<>(CHUNK + 2);
      values.add(utf8(Long.toString(LIFE.toMillis())));
      values.add(utf8(Integer.toString(MOST_REVOCATIONS)));
      members
          .subList(at, Math.min(at + CHUNK, members.size()))
          .forEach(member -> values.add(utf8(member)));
      all.add(run(Script.REVOKE, set, values).toCompletableFuture());
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private CompletionStage<Void> limit(String field, String value) {
    List<byte[]> values = List.of(utf8(Integer.toString(MOST_LIMITS)), utf8(field), utf8(value));
    return run(Script.LIMIT, limits(), values);
  }

  private CompletionStage<Void> run(Script script, byte[] key, List<byte[]> values) {
    return writer.apply(
        new FanoutSink.Errand.Call(script, new Script.Arguments(List.of(key), values)));
  }

  private byte[] revoked() {
    return site.keys().key("greenfork:revoked");
  }

  private byte[] stamps() {
    return site.keys().key("greenfork:revoked:stamps");
  }

  private byte[] limits() {
    return site.keys().key("greenfork:limits");
  }

  private static Object refuse(RedisConnection connection, Object reply) {
    if (reply instanceof JedisDataException error) {
      throw connection.translate(error);
    }
    return reply;
  }

  private static List<String> texts(Object reply) {
    return ((List<?>) reply).stream().map(RedisConnection::text).toList();
  }

  private static String seconds(@Nullable Double value) {
    return value == null ? "-" : value.toString();
  }

  private static @Nullable Double parse(String text) {
    try {
      return text.equals("-") ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
