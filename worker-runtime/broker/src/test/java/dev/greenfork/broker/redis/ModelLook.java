package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;

/** Compares what lies at the broker with what the model says. */
final class ModelLook {

  private final RedisConnection connection;
  private final Keys keys;

  ModelLook(RedisConnection connection, Keys keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /** Ids of what waits for its time, the first to be due first. */
  List<String> delayed(String queue) {
    return texts(connection.call(Command.ZRANGE, keys.delayed(queue), utf8("0"), utf8("-1")))
        .stream()
        .map(Messages::id)
        .toList();
  }

  /** Fails where a message lies elsewhere, in another order, changed, twice or nowhere. */
  void compare(ModelWorld world) {
    SplitModel model = world.model;
    List<String> seen = new ArrayList<>(model.ended);
    for (String queue : ModelWorld.QUEUES) {
      for (String name : names(queue)) {
        for (int step : QueueKeys.STEPS) {
          List<String> there = list(name, step);
          List<String> ids = there.stream().map(Messages::id).toList();
          List<String> expected = model.list(name, step).stream().map(SplitModel.Sent::id).toList();
          assertThat(ids).as("list %s of step %d", name, step).isEqualTo(expected);
          there.forEach(text -> unchanged(world, text));
          seen.addAll(ids);
        }
      }
      List<String> waiting = delayed(queue);
      assertThat(waiting)
          .as("delayed messages of %s", queue)
          .containsExactlyInAnyOrderElementsOf(
              model.delayed.getOrDefault(queue, Map.of()).keySet());
      seen.addAll(waiting);
      List<String> dead = model.dead.getOrDefault(queue, List.of());
      assertThat((Long) connection.call(Command.LLEN, keys.dead(queue)))
          .as("dead letters of %s", queue)
          .isEqualTo(dead.size());
      seen.addAll(dead);
    }
    model.records.forEach((incarnation, held) -> seen.addAll(record(incarnation, held)));
    assertThat(new HashSet<>(seen)).as("in exactly one place").hasSameSizeAs(seen);
    assertThat(seen).as("none lost").containsExactlyInAnyOrderElementsOf(world.sent.keySet());
  }

  private List<String> record(String incarnation, Map<Long, SplitModel.Held> held) {
    List<?> fields = (List<?>) connection.call(Command.HGETALL, keys.deliveries(incarnation));
    Map<Long, String> there = new HashMap<>();
    for (int i = 0; i < fields.size(); i += 2) {
      long number = Long.parseLong(RedisConnection.text(fields.get(i)));
      there.put(number, Messages.id(text(fields.get(i + 1))));
    }
    Map<Long, String> expected = new HashMap<>();
    held.forEach((number, each) -> expected.put(number, each.message().id()));
    assertThat(there).as("the record of %s", incarnation).isEqualTo(expected);
    return List.copyOf(there.values());
  }

  private static void unchanged(ModelWorld world, String text) {
    int mark = text.startsWith("\t") || text.startsWith("\n") ? 1 : 0;
    assertThat(text.substring(mark)).isEqualTo(world.sent.get(Messages.id(text)));
  }

  private List<String> list(String name, int step) {
    List<String> found =
        texts(connection.call(Command.LRANGE, keys.list(name, step), utf8("0"), utf8("-1")));
    Collections.reverse(found);
    return found;
  }

  private static Set<String> names(String queue) {
    Set<String> names = new HashSet<>(Set.of(queue));
    SubQueue.ALL.forEach(part -> names.add(part.of(queue)));
    return names;
  }

  private static List<String> texts(Object reply) {
    List<String> texts = new ArrayList<>();
    ((List<?>) reply).forEach(each -> texts.add(text(each)));
    return texts;
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
