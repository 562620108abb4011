package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workers of both types at one queue. */
class SplitFetchIT extends RedisTest {

  private final TestPlacer greenPlacer = new TestPlacer();
  private final TestPlacer preforkPlacer = new TestPlacer();

  @Test
  void gives_each_worker_the_tasks_of_its_type_from_one_queue() throws Exception {
    TaskConsumer green = green("q");
    TaskConsumer prefork = prefork("q");
    awaitSplit();
    for (int i = 0; i < 400; i++) {
      redis.lpush(
          i % 3 == 0 ? "q\u0006\u00163" : "q", Messages.of(TestPlacer.NAMES.get(i % 4), "m" + i));
    }

    List<Delivery> io = Testbed.fetch(green, 200);
    List<Delivery> cpu = Testbed.fetch(prefork, 200);

    assertThat(Testbed.texts(io)).hasSize(200).allMatch(text -> text.contains("\"io."));
    assertThat(Testbed.texts(cpu)).hasSize(200).allMatch(text -> text.contains("\"cpu."));
    assertThat(io).allMatch(each -> each.queue().equals("q"));
    assertThat(io.getFirst().step()).isZero();
    assertThat(io.getLast().step()).isEqualTo(3);
    assertThat(broker.depths(List.of("q")).values()).allMatch(depth -> depth.total() == 0);
  }

  @Test
  void wakes_the_worker_of_the_other_type() throws Exception {
    TaskConsumer green = green("q");
    TaskConsumer prefork = prefork("q");
    awaitSplit();
    assertThat(prefork.fetch(1, Duration.ofMillis(700))).isEmpty();
    assertThat(green.fetch(1, Duration.ofMillis(700))).isEmpty();
    List<Delivery> found = new ArrayList<>();
    Thread waiting = Thread.ofVirtual().start(() -> found.addAll(fetch(prefork)));

    redis.lpush("q", Messages.of("cpu.a", "1"));
    assertThat(green.fetch(1, Duration.ofMillis(100))).isEmpty();

    assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    assertThat(found).hasSize(1);
  }

  @Test
  void puts_back_where_it_came_from_and_delays_and_buries_at_the_queue() throws Exception {
    BrokerLimits limits =
        new BrokerLimits(100_000, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 100, 1 << 20);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      TaskConsumer green = small.consume(spec("green", "q"), greenPlacer);
      prefork("q");
      awaitSplit();
      redis.lpush(
          "q", Messages.of("io.a", "1"), Messages.of("io.a", "2"), Messages.of("io.b", "3"));
      redis.lpush(
          "q",
          Messages.envelope("{\"task\": \"io.a\", \"x\": \"" + "x".repeat(200_000) + "\"}", "4"));
      List<Delivery> all = Testbed.fetch(green, 3);

      green.settle(new Settlement.HandBack(all.getFirst().tag()));
      green.settle(new Settlement.Later(all.get(1).tag(), Instant.now().plusSeconds(60)));
      green.settle(new Settlement.Forward(all.get(2), SubQueue.PREFORK, ""));
      assertThat(green.flush(Duration.ofSeconds(5))).isTrue();

      assertThat(redis.lindex("q.green", -1)).isEqualTo(Messages.of("io.a", "1"));
      assertThat(redis.zcard("q.delayed")).isEqualTo(1);
      assertThat(redis.lrange("q.prefork", 0, -1)).containsExactly(Messages.of("io.b", "3"));
      assertThat(Testbed.fetch(green, 1)).hasSize(1);
      assertThat(green.fetch(1, Duration.ofMillis(50))).isEmpty();
      assertThat(redis.llen("q.dead")).isEqualTo(1);
      assertThat(redis.keys("q.green.*")).isEmpty();
    }
  }

  @Test
  void restores_to_the_head_of_the_sub_queue() throws Exception {
    Proxy proxy = new Proxy(server.port());
    RedisBroker behind = Testbed.broker(proxy.url());
    TaskConsumer lost = behind.consume(spec("green", "q"), new TestPlacer());
    TaskConsumer prefork = prefork("q");
    awaitSplit(preforkPlacer);
    redis.lpush("q", Messages.of("io.a", "1"), Messages.of("io.a", "2"));
    Awaitility.await().until(() -> redis.exists("greenfork:routes:q"));
    assertThat(Testbed.fetch(lost, 2)).hasSize(2);
    proxy.close();

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> prefork.restoreAbandoned() > 0 || redis.llen("q.green") == 2);
    assertThat(redis.llen("q")).isZero();
    assertThat(redis.lindex("q.green", -1)).contains("\"1\"");
    behind.close();
  }

  @Test
  void takes_over_changed_rules_before_the_next_fetch_returns() throws Exception {
    TaskConsumer green = green("q");
    prefork("q");
    awaitSplit();
    redis.lpush("q", Messages.of("io.a", "before"));
    assertThat(Testbed.fetch(green, 1)).hasSize(1);

    broker.splits().setRules("swapped");
    redis.lpush("q", Messages.of("cpu.a", "after"));

    assertThat(Testbed.texts(Testbed.fetch(green, 1)))
        .containsExactly(Messages.of("cpu.a", "after"));
    assertThat(greenPlacer.placeOf("q", "cpu.a")).isEqualTo(SubQueue.GREEN);
  }

  @Test
  void serves_what_a_type_left_behind_before_the_queue() throws Exception {
    TaskConsumer green = green("q");
    TaskConsumer prefork = prefork("q");
    awaitSplit();
    redis.lpush("q", Messages.of("cpu.a", "1"), Messages.of("cpu.a", "2"));
    assertThat(green.fetch(5, Duration.ofMillis(50))).isEmpty();
    assertThat(redis.llen("q.prefork")).isEqualTo(2);
    prefork.close();
    redis.lpush("q", Messages.of("cpu.a", "3"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> greenPlacer.placeOf("q", "cpu.a") == null);

    assertThat(Testbed.texts(Testbed.fetch(green, 3)))
        .extracting(Messages::id)
        .containsExactly("1", "2", "3");
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !redis.exists("greenfork:routes:q") && redis.keys("q*").isEmpty());
    redis.lpush("q", Messages.of("cpu.a", "4"));
    assertThat(Testbed.fetch(green, 1)).hasSize(1);
  }

  @Test
  void gives_parked_messages_another_chance_when_the_other_type_arrives() throws Exception {
    TaskConsumer green = green("q");
    redis.lpush("q", Messages.of("cpu.a", "1"));
    Delivery delivery = Testbed.fetch(green, 1).getFirst();
    green.settle(new Settlement.Forward(delivery, SubQueue.PARKED, ""));
    assertThat(green.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(broker.queues().look(List.of("q")).getFirst().split())
        .isEqualTo(Map.of(SubQueue.PARKED, depth(1)));

    TaskConsumer prefork = prefork("q");

    assertThat(Testbed.texts(Testbed.fetch(prefork, 1))).containsExactly(Messages.of("cpu.a", "1"));
    assertThat(redis.exists("q.parked")).isFalse();
  }

  @Test
  void purges_all_parts_of_a_queue() {
    redis.lpush("q", "1");
    redis.lpush("q.green", "2");
    redis.lpush("q.prefork\u0006\u00163", "3", "4");
    redis.lpush("q.parked", "5");

    assertThat(broker.queues().look(List.of("q")).getFirst().waiting().total()).isEqualTo(5);
    assertThat(broker.queues().purge("q").total()).isEqualTo(5);
    assertThat(redis.keys("q*")).isEmpty();
  }

  private static QueueDepth depth(long first) {
    return new QueueDepth(Map.of(0, first, 3, 0L, 6, 0L, 9, 0L));
  }

  private TaskConsumer green(String queue) {
    return broker.consume(spec("green", queue), greenPlacer);
  }

  private TaskConsumer prefork(String queue) {
    return broker.consume(spec("prefork", queue), preforkPlacer);
  }

  private static ConsumerSpec spec(String type, String queue) {
    return new ConsumerSpec(type + "@host", type, 10, List.of(queue));
  }

  private void awaitSplit() {
    awaitSplit(greenPlacer);
  }

  private static void awaitSplit(TestPlacer placer) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> placer.placeOf("q", "io.a") != null);
  }

  private static List<Delivery> fetch(TaskConsumer consumer) {
    try {
      return consumer.fetch(1, Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
