package dev.greenfork.broker.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A script from the resources beside this class. Sent by its digest, and in full when Redis does
 * not know it.
 */
@SuppressWarnings("ImmutableEnumChecker") // why: the arrays are written once and never handed out
enum Script {
  DELAYED("delayed"),
  FETCH("deaths", "dead", "base64", "subqueue", "unread", "unsplit", "fetch"),
  SPLITTING_FETCH(
      "deaths", "dead", "base64", "subqueue", "unread", "version", "split", "splitting", "fetch"),
  APART("version", "split", "apart"),
  SERVE("version", "serving", "serve"),
  FILL("version", "serving", "fill"),
  MERGE("merge"),
  SERVED("version", "serving", "served"),
  DECLARE("declare"),
  DUE("dead", "base64", "unread", "due"),
  SETTLE("deaths", "dead", "base64", "subqueue", "unread", "chord", "settle"),
  JOIN("chord", "join"),
  STORE("store"),
  REGISTER("register"),
  REFRESH("refresh"),
  DRAIN("drain"),
  RESTORE("deaths", "restore"),
  SURVIVED("survived"),
  ABSENT("absent"),
  REPLY("reply"),
  INBOX("inbox"),
  REVOKE("revoke"),
  LIMIT("limit"),
  MARK("mark"),
  CLAIM("claim"),
  LOOK("look"),
  WATCH("watch"),
  PURGE("purge"),
  UNDEAD("undead");

  private final byte[] text;
  private final byte[] digest;

  Script(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(read(part)).append('\n');
    }
    text = RedisConnection.utf8(joined.toString());
    digest = RedisConnection.utf8(sha1(text));
  }

  /** The name by which Redis knows it. */
  String digest() {
    return RedisConnection.text(digest);
  }

  /** Runs it and waits for the reply. */
  Object run(RedisConnection connection, Arguments arguments) {
    queue(connection, arguments);
    Object reply = connection.replies(1).getFirst();
    if (isUnknown(reply)) {
      load(connection);
      queue(connection, arguments);
      reply = connection.replies(1).getFirst();
    }
    if (reply instanceof JedisDataException error) {
      throw connection.translate(error);
    }
    return reply;
  }

  /** Runs it once for each of these, in this order, in one round trip. */
  List<Object> run(RedisConnection connection, List<Arguments> calls) {
    calls.forEach(call -> queue(connection, call));
    List<Object> replies = new ArrayList<>(connection.replies(calls.size()));
    for (int i = 0; i < replies.size(); i++) {
      Object reply = replies.get(i);
      if (isUnknown(reply)) {
        replies.set(i, run(connection, calls.get(i)));
      } else if (reply instanceof JedisDataException error) {
        throw connection.translate(error);
      }
    }
    return replies;
  }

  /** Adds it to a pipeline. */
  void queue(RedisConnection connection, Arguments arguments) {
    connection.queue(Command.EVALSHA, arguments.with(digest));
  }

  /** Whether this reply says that Redis has forgotten the script, as it does after a restart. */
  static boolean isUnknown(Object reply) {
    return reply instanceof JedisNoScriptException;
  }

  /** Tells Redis the script. */
  void load(RedisConnection connection) {
    connection.call(Command.SCRIPT, RedisConnection.utf8("LOAD"), text);
  }

  /** The keys and values of one call. */
  record Arguments(List<byte[]> keys, List<byte[]> values) {

    /** Bytes of the values. */
    int size() {
      return values.stream().mapToInt(value -> value.length).sum();
    }

    private byte[][] with(byte[] script) {
      byte[][] all = new byte[2 + keys.size() + values.size()][];
      all[0] = script;
      all[1] = RedisConnection.utf8(Integer.toString(keys.size()));
      int at = 2;
      for (byte[] key : keys) {
        all[at++] = key;
      }
      for (byte[] value : values) {
        all[at++] = value;
      }
      return all;
    }
  }

  private static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Script.class.getResourceAsStream(name + ".lua"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + name, e);
    }
  }

  private static String sha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
