package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages of a split queue while pools, rules and workers come and go. */
class SplitPlacesIT extends RedisTest {

  private static final List<String> STEPS = List.of("", "\u0006\u00163");

  // One reply for all places, taken at one moment.
  private static final String PLACES =
      """
      local found = {}
      local function add(text)
        found[#found + 1] = string.match(text, '"correlation_id": "(m%d+)"') or text
      end
      for _, part in ipairs({'', '.green', '.prefork', '.parked'}) do
        for _, step in ipairs({'', '\\6\\0223'}) do
          for _, message in ipairs(redis.call('LRANGE', 'q' .. part .. step, 0, -1)) do add(message) end
        end
      end
      for _, key in ipairs(redis.call('KEYS', 'greenfork:deliveries:*')) do
        for _, value in ipairs(redis.call('HVALS', key)) do add(value) end
      end
      for _, entry in ipairs(redis.call('LRANGE', 'q.dead', 0, -1)) do add(cjson.decode(entry).id) end
      for _, member in ipairs(redis.call('ZRANGE', 'q.delayed', 0, -1)) do add(member) end
      for _, key in ipairs(redis.call('KEYS', 'celery-task-meta-*')) do add(string.match(key, 'm%d+')) end
      return found
      """;

  private final RandomGenerator random;
  private final long seed = System.nanoTime();
  private final List<Node> live = new ArrayList<>();
  private final List<Node> gone = new ArrayList<>();
  private int sent;

  SplitPlacesIT() {
    random = new SplittableRandom(seed);
  }

  /** A worker with a network of its own. */
  private record Node(
      SubQueue type, Proxy proxy, RedisBroker behind, TaskConsumer consumer, TestPlacer placer) {}

  @Test
  void holds_every_message_in_exactly_one_place_whatever_happens() throws Exception {
    for (int step = 0; step < 70; step++) {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> publish(1 + random.nextInt(30));
        case 3 -> arrive();
        case 4 -> leave(random.nextBoolean());
        case 5 -> broker.splits().setRules(random.nextBoolean() ? "swapped" : "");
        default -> work();
      }
      check();
    }
    finish();
    for (Node each : gone) {
      each.behind().close();
    }
  }

  @Test
  void keeps_the_order_of_each_priority_while_nobody_dies_and_no_rule_changes() throws Exception {
    try (RedisBroker other = Testbed.broker(server.url())) {
      TaskConsumer green = other.consume(spec(SubQueue.GREEN), new TestPlacer());
      TestPlacer placer = new TestPlacer();
      TaskConsumer prefork = broker.consume(spec(SubQueue.PREFORK), placer);
      Awaitility.await().until(() -> placer.placeOf("q", "io.a") != null);
      Map<String, List<Integer>> orders = new HashMap<>();
      for (int round = 0; round < 15; round++) {
        publish(1 + random.nextInt(60));
        for (TaskConsumer each : List.of(green, prefork)) {
          for (Delivery delivery : each.fetch(1 + random.nextInt(50), Duration.ofMillis(20))) {
            note(delivery, orders);
            each.settle(new Settlement.Drop(delivery.tag()));
          }
        }
      }
      while (orders.values().stream().mapToInt(List::size).sum() < sent) {
        for (TaskConsumer each : List.of(green, prefork)) {
          for (Delivery delivery : each.fetch(500, Duration.ofMillis(100))) {
            note(delivery, orders);
            each.settle(new Settlement.Drop(delivery.tag()));
          }
        }
      }
      assertThat(orders.values())
          .as("seed %d", seed)
          .allSatisfy(each -> assertThat(each).isSorted());
    }
  }

  private static void note(Delivery delivery, Map<String, List<Integer>> orders) {
    String text = Testbed.text(delivery);
    // What the script cannot read goes where it is met.
    String type = text.contains("\"io.") ? "io" : text.contains("\"cpu.") ? "cpu" : "?" + text;
    orders
        .computeIfAbsent(type + delivery.step(), _ -> new ArrayList<>())
        .add(Integer.parseInt(Messages.id(text).substring(1)));
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      String id = "m" + sent++;
      int name = random.nextInt(40);
      String message =
          name == 0
              ? Messages.envelope("{}", id)
              : Messages.of(TestPlacer.NAMES.get(name % TestPlacer.NAMES.size()), id);
      redis.lpush("q" + STEPS.get(random.nextInt(2)), message);
    }
  }

  private void arrive() throws Exception {
    if (live.size() < 4) {
      SubQueue type = random.nextBoolean() ? SubQueue.GREEN : SubQueue.PREFORK;
      Proxy proxy = new Proxy(server.port());
      RedisBroker behind = Testbed.broker(proxy.url());
      TestPlacer placer = new TestPlacer();
      live.add(new Node(type, proxy, behind, behind.consume(spec(type), placer), placer));
    }
  }

  /** It goes in order, or its network does and it finds out much later. */
  private void leave(boolean crashes) throws Exception {
    if (live.isEmpty()) {
      return;
    }
    Node node = live.remove(random.nextInt(live.size()));
    if (crashes) {
      node.proxy().close();
      gone.add(node);
    } else {
      node.behind().close();
      node.proxy().close();
    }
  }

  private void work() throws Exception {
    if (live.isEmpty()) {
      return;
    }
    Node node = live.get(random.nextInt(live.size()));
    node.proxy().loseReplies(random.nextInt(5) == 0);
    for (Delivery each : node.consumer().fetch(1 + random.nextInt(40), Duration.ofMillis(60))) {
      if (random.nextInt(6) > 0) {
        node.consumer().settle(settlement(node, each));
      }
    }
    if (random.nextInt(4) == 0) {
      node.proxy().cut();
    }
    node.proxy().loseReplies(false);
  }

  private Settlement settlement(Node node, Delivery each) {
    String text = Testbed.text(each);
    String id = Messages.id(text);
    SubQueue place = elsewhere(node.type(), node.placer(), text);
    if (place != null) {
      return new Settlement.Forward(each, place, "");
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Settlement.HandBack(each.tag());
      case 1 -> new Settlement.Bury(each, new DeadLetter("test", "no reason", id, null));
      case 2 -> new Settlement.Later(each.tag(), Instant.now().plusMillis(random.nextInt(400)));
      case 3 -> new Settlement.Forward(each, SubQueue.PARKED, "");
      default -> new Settlement.Finish(each.tag(), success(id, "5"), List.of());
    };
  }

  private static @Nullable SubQueue elsewhere(SubQueue own, TestPlacer placer, String text) {
    for (String name : TestPlacer.NAMES) {
      if (text.contains("\"" + name + "\"")) {
        SubQueue place = placer.placeOf("q", name);
        return place == null || place == own ? null : place;
      }
    }
    return null;
  }

  private void finish() throws Exception {
    while (!live.isEmpty()) {
      leave(false);
    }
    TestPlacer placer = new TestPlacer();
    TaskConsumer last = broker.consume(spec(SubQueue.GREEN), placer);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              last.restoreAbandoned();
              return redis.hkeys("greenfork:workers").size() == 1;
            });
    check();
    broker.splits().merge("q");
    check();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (redis.keys("q*").stream().anyMatch(key -> !key.equals("q.dead"))) {
      assertThat(System.nanoTime()).as("seed %d", seed).isLessThan(end);
      for (Delivery each : last.fetch(50, Duration.ofMillis(300))) {
        SubQueue place = elsewhere(SubQueue.GREEN, placer, Testbed.text(each));
        assertThat(place).as("a queue of one type is not split").isNull();
        last.settle(
            new Settlement.Finish(
                each.tag(), success(Messages.id(Testbed.text(each)), "5"), List.of()));
      }
    }
    assertThat(last.flush(Duration.ofSeconds(10))).isTrue();
    check();
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
  }

  private void check() {
    Map<String, Integer> places = new TreeMap<>();
    for (Object message : (List<?>) redis.eval(PLACES)) {
      places.merge((String) message, 1, Integer::sum);
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < sent; i++) {
      if (!places.containsKey("m" + i)) {
        missing.add("m" + i);
      }
    }
    assertThat(missing).as("lost, seed %d", seed).isEmpty();
    places.values().removeIf(count -> count == 1);
    assertThat(places).as("in several places, seed %d", seed).isEmpty();
  }

  private static ConsumerSpec spec(SubQueue type) {
    return new ConsumerSpec(type.word() + "@host", type.word(), 10, List.of("q"));
  }
}
