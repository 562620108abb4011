package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FetchIT extends RedisTest {

  @Test
  void serves_urgent_steps_first_and_queues_in_turn() throws Exception {
    redis.lpush("a", "a0-first", "a0-second");
    redis.lpush("b", "b0");
    redis.lpush("a\u0006\u00163", "a3");
    redis.lpush("b\u0006\u00169", "b9");
    redis.lpush("a\u0006\u00166", "a6");
    TaskConsumer consumer = broker.consume(worker("a", "b"));

    List<Delivery> all = consumer.fetch(10, Duration.ofSeconds(5));

    assertThat(texts(all)).containsExactly("a0-first", "a0-second", "b0", "a3", "a6", "b9");
    assertThat(all).extracting(Delivery::step).containsExactly(0, 0, 0, 3, 6, 9);
    assertThat(all).extracting(each -> each.tag().number()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    redis.lpush("a", "next-a");
    redis.lpush("b", "next-b");
    assertThat(texts(fetch(consumer, 1))).containsExactly("next-a");
    redis.lpush("a", "last-a");
    assertThat(texts(fetch(consumer, 1))).containsExactly("next-b");
  }

  @Test
  void serves_queues_in_a_fixed_order_where_that_is_wanted() throws Exception {
    for (QueueOrder order : List.of(QueueOrder.SORTED, QueueOrder.PRIORITY)) {
      redis.lpush("a", "a1", "a2");
      redis.lpush("b", "b1", "b2");
      ConsumerSpec spec = new ConsumerSpec("w@h", "green", 1, List.of("b", "a"), order);
      try (TaskConsumer consumer = broker.consume(spec)) {
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Delivery one = fetch(consumer, 1).getFirst();
          got.add(Testbed.text(one));
          consumer.settle(new Settlement.Drop(one.tag()));
        }
        assertThat(got)
            .containsExactlyElementsOf(
                order == QueueOrder.SORTED
                    ? List.of("a1", "a2", "b1", "b2")
                    : List.of("b1", "b2", "a1", "a2"));
      }
    }
  }

  @Test
  void serves_another_queue_at_once_and_one_no_more_from_the_next_look_on() throws Exception {
    TaskConsumer consumer = broker.consume(worker("a"));
    CompletableFuture<List<Delivery>> waiting =
        CompletableFuture.supplyAsync(
            () -> quietly(() -> consumer.fetch(1, Duration.ofMinutes(1))));
    redis.lpush("b", "b-first", "b-second");
    assertThat(consumer.serve("b")).isTrue();
    assertThat(consumer.serve("b")).isFalse();
    assertThat(texts(waiting.get(5, TimeUnit.SECONDS))).containsExactly("b-first");

    assertThat(consumer.leave("b")).isTrue();
    assertThat(consumer.leave("b")).isFalse();
    redis.lpush("a", "a-first");
    assertThat(texts(consumer.fetch(5, Duration.ofSeconds(5)))).containsExactly("a-first");
    assertThat(consumer.leave("a")).isTrue();
    redis.lpush("a", "a-second");
    assertThat(consumer.fetch(5, Duration.ofMillis(50))).isEmpty();
    assertThat(consumer.serve("c")).isTrue();
    assertThat(consumer.queues()).containsExactly("c");
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(redis.hvals("greenfork:workers").getFirst()).contains("[\"c\"]");
              assertThat(redis.smembers("_kombu.binding.c")).hasSize(1);
            });
  }

  private static <T> T quietly(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takes_no_more_than_the_free_slots_and_leaves_the_rest_in_order() throws Exception {
    String[] messages = IntStream.range(0, 1_500).mapToObj(i -> "m" + i).toArray(String[]::new);
    redis.lpush("q", messages);
    TaskConsumer consumer = broker.consume(worker("q"));

    List<Delivery> some = consumer.fetch(1_200, Duration.ofSeconds(5));

    assertThat(texts(some)).containsExactly(java.util.Arrays.copyOf(messages, 1_200));
    assertThat(redis.llen("q")).isEqualTo(300);
    assertThat(redis.lindex("q", -1)).isEqualTo("m1200");
    String record = "greenfork:deliveries:" + consumer.status().incarnation();
    assertThat(redis.hlen(record)).isEqualTo(1_200);
    assertThat(redis.hget(record, "7")).isEqualTo("1:qm6");
  }

  @Test
  void ends_a_batch_at_its_byte_limit() throws Exception {
    BrokerLimits limits = new BrokerLimits(1_000, 1 << 20, 2_500, 1 << 20, 1 << 20, 100, 1 << 20);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      for (int i = 0; i < 10; i++) {
        redis.lpush("q", "x".repeat(1_000));
      }
      TaskConsumer consumer = small.consume(worker("q"));

      assertThat(consumer.fetch(100, Duration.ofSeconds(5))).hasSize(3);
      assertThat(consumer.fetch(100, Duration.ofSeconds(5))).hasSize(3);
      assertThat(redis.llen("q")).isEqualTo(4);
    }
  }

  @Test
  void dead_letters_an_oversized_message_without_sending_it() throws Exception {
    BrokerLimits limits =
        new BrokerLimits(100_000, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 100, 1 << 20);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      String large =
          "{\"body\": \""
              + "x".repeat(200_000)
              + "\", \"headers\": {\"task\": \"feeds.fetch\", \"id\": \"id-1\"}}";
      redis.lpush("q\u0006\u00163", "before", large, "after");
      TaskConsumer consumer = small.consume(worker("q"));

      assertThat(texts(fetch(consumer, 2))).containsExactly("before", "after");

      assertThat(redis.llen("q\u0006\u00163")).isZero();
      assertThat(consumer.status().oversized()).isEqualTo(1);
      DeadEntry entry = DeadEntry.read(redis.lindex("q.dead", 0));
      assertThat(entry.reason()).isEqualTo("too-large");
      assertThat(entry.id()).isEqualTo("id-1");
      assertThat(entry.task()).isEqualTo("feeds.fetch");
      assertThat(entry.bytes()).isEqualTo(large.length());
      assertThat(entry.envelope()).isEqualTo(large.substring(0, 65_536));
      assertThat(entry.truncated()).isTrue();
    }
  }

  @Test
  void keeps_every_byte_of_a_message() throws Exception {
    byte[] odd = new byte[3_001];
    new java.util.Random(3).nextBytes(odd);
    redis.lpush("q".getBytes(java.nio.charset.StandardCharsets.UTF_8), odd);
    TaskConsumer consumer = broker.consume(worker("q"));

    assertThat(fetch(consumer, 1).getFirst().envelope()).isEqualTo(odd);
  }

  @Test
  void keeps_all_keys_behind_its_prefix() throws Exception {
    var settings =
        dev.greenfork.broker.BrokerSettings.of(
            dev.greenfork.broker.Endpoint.of(server.url(), "app:"), null);
    try (RedisBroker prefixed = Testbed.broker(settings)) {
      redis.lpush("app:q", "m");
      TaskConsumer consumer = prefixed.consume(worker("q"));
      Delivery delivery = fetch(consumer, 1).getFirst();

      assertThat(delivery.queue()).isEqualTo("q");
      assertThat(redis.keys("*")).allMatch(key -> key.startsWith("app:"));
      assertThat(prefixed.depths(List.of("q"))).hasSize(1);
    }
    assertThat(redis.lrange("app:q", 0, -1)).containsExactly("\tm"); // it may have been run
  }

  @Test
  void knows_the_script_again_after_redis_forgot_it() throws Exception {
    TaskConsumer consumer = broker.consume(worker("q"));
    assertThat(consumer.fetch(1, Duration.ofMillis(100))).isEmpty();
    redis.scriptFlush();
    redis.lpush("q", "m1");
    Delivery delivery = fetch(consumer, 1).getFirst();
    assertThat(Testbed.text(delivery)).isEqualTo("m1");
    redis.scriptFlush();
    consumer.settle(new dev.greenfork.broker.Settlement.Drop(delivery.tag()));
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
  }

  @Test
  void returns_nothing_once_told_to_stop() throws Exception {
    TaskConsumer consumer = broker.consume(worker("q"));
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    assertThat(consumer.fetch(1, Duration.ofSeconds(30))).isEmpty();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    consumer.stopFetching();
    assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    redis.lpush("q", "m");
    assertThat(consumer.fetch(1, Duration.ofMillis(200))).isEmpty();
  }

  @Test
  void leaves_nothing_behind_when_closed() throws Exception {
    redis.lpush("q", "one", "two", "three");
    TaskConsumer consumer = broker.consume(worker("q"));
    fetch(consumer, 2);

    consumer.close();

    // Those that were fetched may have been run, and say so.
    assertThat(redis.lrange("q", 0, -1)).containsExactly("three", "\ttwo", "\tone");
    assertThat(redis.keys("greenfork:*")).isEmpty();
    assertThat(redis.smembers("_kombu.binding.q")).containsExactly("q\u0006\u0016\u0006\u0016q");
    assertThat(redis.smembers("_kombu.binding_permanent.q")).hasSize(1);
    assertThat(redis.clientList().lines()).hasSize(1);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("greenfork"));
  }
}
