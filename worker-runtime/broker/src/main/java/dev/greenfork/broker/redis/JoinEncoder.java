package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Joins;
import dev.greenfork.protocol.canvas.JoinKey;
import java.util.List;

/** Writes what chords need as the arguments of chord.lua. */
final class JoinEncoder {

  private static final byte[] NOTHING = {};

  private final ResultKeys results;

  JoinEncoder(ResultKeys results) {
    this.results = results;
  }

  /** The parts that ended and the chords to close, each with their number before them. */
  void counts(Joins joins, List<byte[]> values) {
    values.add(number(joins.parts().size()));
    for (Joins.Part part : joins.parts()) {
      String group = part.group();
      for (String kind : List.of(".j", ".t", ".s", ".d", "", ".c")) {
        values.add(results.group(group, kind));
      }
      values.add(utf8(part.taskId()));
      values.add(part.value());
      values.add(utf8(part.index() == null ? "+inf" : part.index().toString()));
      values.add(utf8(part.token()));
    }
    values.add(number(joins.closings().size()));
    for (Joins.Closing closing : joins.closings()) {
      for (String kind : List.of(".j", ".t", ".s", ".d", ".c")) {
        values.add(results.group(closing.group(), kind));
      }
      values.add(utf8(closing.token()));
      values.add(utf8(closing.failed() ? "1" : "0"));
    }
  }

  /** Keys to write, with their number before them. */
  void keys(List<JoinKey> keys, List<byte[]> values) {
    values.add(number(keys.size()));
    for (JoinKey key : keys) {
      switch (key) {
        case JoinKey.Size(var group, int parts) -> {
          values.add(results.group(group, ".s"));
          values.add(number(parts));
          values.add(results.group(group, ".c"));
        }
        case JoinKey.Members(var group, var result) -> {
          values.add(results.group(group, ""));
          values.add(
              utf8(JsonNodeFactory.instance.objectNode().set("result", result.tuple()).toString()));
          values.add(NOTHING);
        }
      }
    }
  }

  /** How many bytes these take, about. */
  static int size(Joins joins) {
    if (joins.isNone()) {
      return 0;
    }
    return 600 * (joins.keys().size() + joins.parts().size() + joins.closings().size())
        + joins.results().stream().mapToInt(result -> result.meta().length + 100).sum()
        + joins.parts().stream().mapToInt(part -> part.value().length).sum();
  }

  private static byte[] number(int number) {
    return utf8(Integer.toString(number));
  }
}
