package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the rehearsal's Redis answers: a Long, bytes, a List of these, {@link Simple} or null. Every
 * script is unknown until it was loaded once, so that its loading is rehearsed as well.
 */
final class RehearsalReplies {

  /** A status such as OK, or with a leading minus an error. */
  record Simple(String text) {}

  private static final Simple OK = new Simple("OK");
  private static final byte[] INFO =
      utf8(
          "# Server\r\nredis_version:7.4.0\r\nredis_mode:standalone\r\nuptime_in_seconds:1000\r\n");
  private static final long BRIEFLY_MILLIS = 50;

  /** The forms of settlements that end a message: finish, one of a workflow, drop and bury. */
  private static final Set<String> OUTCOMES = Set.of("F", "W", "D", "B");

  private final Queue<byte[]> messages;
  private final Runnable settled;
  private final Map<String, Script> scripts;
  private final Map<String, Script> loaded = new ConcurrentHashMap<>();

  RehearsalReplies(List<byte[]> messages, Runnable settled) {
    this.messages = new ConcurrentLinkedQueue<>(messages);
    this.settled = settled;
    this.scripts =
        Arrays.stream(Script.values()).collect(Collectors.toMap(Script::digest, one -> one));
  }

  @Nullable Object to(List<String> command) {
    String first = command.size() > 1 ? command.get(1) : "";
    return switch (command.getFirst()) {
      case "HELLO" -> List.of(utf8("server"), utf8("redis"), utf8("version"), utf8("7.4.0"));
      case "INFO" -> INFO;
      case "TIME" -> List.of(utf8("1767225600"), utf8("0"));
      case "CLIENT" -> first.equals("ID") ? (Object) 1L : OK;
      case "SCRIPT" -> load();
      case "EVALSHA" -> script(first, command);
      case "SUBSCRIBE", "PSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE" ->
          List.of(utf8(command.getFirst().toLowerCase(Locale.ROOT)), utf8(first), 1L);
      case "HGETALL", "HKEYS", "ZRANGEBYSCORE", "SMEMBERS", "LRANGE" -> List.of();
      case "BRPOP" -> nothingForAWhile();
      case "GET", "HGET", "ZSCORE" -> null;
      case "SET", "AUTH", "SELECT", "PING" -> OK;
      case "SADD", "SREM", "HSET", "HDEL", "DEL", "PUBLISH", "LLEN", "EXISTS" -> 0L;
      default -> new Simple("-ERR the rehearsal does not know " + command.getFirst());
    };
  }

  /** Loading one makes all known: which one it is does not matter. */
  private Object load() {
    loaded.putAll(scripts);
    return utf8("0".repeat(40));
  }

  private Object script(String digest, List<String> command) {
    Script script = loaded.get(digest);
    return switch (script) {
      case null -> new Simple("-NOSCRIPT No matching script.");
      case FETCH -> fetch();
      case SETTLE -> settle(command);
      case SERVE -> List.of(List.of(utf8("0:0"), 0L, 0L, 0L, 0L));
      case DUE -> List.of(0L, 0L, -1L, 0L);
      case RESTORE -> List.of(0L, 0L);
      case ABSENT -> List.of();
      case REFRESH -> List.of(1L, 1L, 0L);
      default -> 1L;
    };
  }

  private Object fetch() {
    byte[] message = messages.poll();
    return message == null
        ? List.of(utf8("ok"), List.of())
        : List.of(utf8("ok"), List.of(), 0L, 1L, message);
  }

  /** Each is done. See {@code settle.lua} for the arguments. */
  private Object settle(List<String> command) {
    List<Object> done = new ArrayList<>();
    int at = 3 + Integer.parseInt(command.get(2)) + 4;
    while (at < command.size()) {
      if (OUTCOMES.contains(command.get(at))) {
        settled.run();
      }
      at += 3 + Integer.parseInt(command.get(at + 2));
      done.add(1L);
    }
    return done;
  }

  private static @Nullable Object nothingForAWhile() {
    try {
      Thread.sleep(BRIEFLY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  static void write(OutputStream out, @Nullable Object reply) throws IOException {
    switch (reply) {
      case null -> out.write(utf8("$-1\r\n"));
      case Long number -> out.write(utf8(":" + number + "\r\n"));
      case Simple(String text) ->
          out.write(utf8((text.startsWith("-") ? text : "+" + text) + "\r\n"));
      case byte[] bytes -> {
        out.write(utf8("$" + bytes.length + "\r\n"));
        out.write(bytes);
        out.write(utf8("\r\n"));
      }
      case List<?> list -> {
        out.write(utf8("*" + list.size() + "\r\n"));
        for (Object each : list) {
          write(out, each);
        }
      }
      default -> throw new IllegalArgumentException("Redis says nothing like " + reply);
    }
  }
}
