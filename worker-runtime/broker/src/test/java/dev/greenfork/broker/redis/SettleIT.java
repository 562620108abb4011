package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.failure;
import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SettleIT extends RedisTest {

  private static final String RESULT = "celery-task-meta-id-1";

  @Test
  void stores_a_result_publishes_children_and_acknowledges() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    Publication child = new Publication("next", 4, bytes("child"));

    Settled settled =
        settle(
            consumer, new Settlement.Finish(delivery.tag(), success("id-1", "5"), List.of(child)));

    assertThat(settled).isEqualTo(Settled.DONE);
    assertThat(redis.get(RESULT)).isEqualTo("{\"status\": \"SUCCESS\", \"result\": \"5\"}");
    assertThat(redis.ttl(RESULT)).isBetween(86_390L, 86_400L);
    assertThat(redis.lrange("next\u0006\u00163", 0, -1)).containsExactly("child");
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
  }

  @Test
  void tells_who_waits_for_the_result() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    var waiting = broker.results().await("id-1", json -> true);
    Delivery delivery = fetch(consumer, 1).getFirst();

    settle(consumer, new Settlement.Finish(delivery.tag(), failure("id-1"), List.of()));

    byte[] heard = waiting.result().toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(heard).asString().startsWith("{\"status\": \"FAILURE\"");
  }

  @Test
  void never_overwrites_a_success_and_overwrites_any_other_state() throws Exception {
    redis.lpush("q", "one", "two", "three");
    TaskConsumer consumer = broker.consume(worker("q"));
    List<Delivery> deliveries = fetch(consumer, 3);

    settle(consumer, new Settlement.Finish(deliveries.get(0).tag(), failure("id-1"), List.of()));
    settle(
        consumer, new Settlement.Finish(deliveries.get(1).tag(), success("id-1", "a"), List.of()));
    settle(consumer, new Settlement.Finish(deliveries.get(2).tag(), failure("id-1"), List.of()));
    consumer.store(success("id-1", "late"));
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();

    assertThat(redis.get(RESULT)).isEqualTo("{\"status\": \"SUCCESS\", \"result\": \"a\"}");
  }

  @Test
  void does_nothing_for_a_delivery_that_is_no_longer_recorded() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    redis.del("greenfork:deliveries:" + delivery.tag().incarnation());
    Publication child = new Publication("next", 0, bytes("child"));

    Settled settled =
        settle(
            consumer, new Settlement.Finish(delivery.tag(), success("id-1", "5"), List.of(child)));

    assertThat(settled).isEqualTo(Settled.REFUSED);
    assertThat(redis.exists(RESULT, "next")).isZero();
  }

  @Test
  void counts_only_the_first_outcome_of_a_delivery() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    Publication child = new Publication("next", 0, bytes("child"));
    Settlement finish = new Settlement.Finish(delivery.tag(), success("id-1", "5"), List.of(child));

    CompletableFuture<Settled> first = new CompletableFuture<>();
    CompletableFuture<Settled> second = new CompletableFuture<>();
    consumer.settle(finish, first::complete);
    consumer.settle(finish, second::complete);

    assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(Settled.DONE);
    assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(Settled.REFUSED);
    assertThat(redis.llen("next")).isEqualTo(1);
  }

  @Test
  void hands_back_to_the_head_in_the_old_order() throws Exception {
    redis.lpush("q", "one", "two", "three", "four", "waiting");
    TaskConsumer consumer = broker.consume(worker("q"));
    List<Delivery> deliveries = fetch(consumer, 4);
    redis.lpush("q", "later");
    consumer.stopFetching();

    deliveries.reversed().forEach(each -> consumer.settle(new Settlement.HandBack(each.tag())));
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();

    assertThat(redis.lrange("q", 0, -1))
        .containsExactly("later", "waiting", "four", "three", "two", "one");
  }

  @Test
  void keeps_dead_letters_with_their_reason_and_within_their_bounds() throws Exception {
    BrokerLimits limits = new BrokerLimits(1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 5, 100_000);
    try (RedisBroker bounded = Testbed.broker(Testbed.limited(server.url(), limits))) {
      IntStream.range(0, 8).forEach(i -> redis.lpush("q", "m" + i));
      TaskConsumer consumer = bounded.consume(worker("q"));
      for (Delivery delivery : fetch(consumer, 8)) {
        settle(consumer, new Settlement.Bury(delivery, letter(), failure("id-1")));
      }
      assertThat(redis.llen("q.dead")).isEqualTo(5);
      assertThat(redis.hget("greenfork:dead:q", "dropped")).isEqualTo("3");
      DeadEntry newest = DeadEntry.read(redis.lindex("q.dead", 0));
      assertThat(newest.envelope()).isEqualTo("m7");
      assertThat(newest.reason()).isEqualTo("not-json");
      assertThat(newest.id()).isEqualTo("id-1");
      assertThat(newest.truncated()).isFalse();
      assertThat(redis.get(RESULT)).contains("FAILURE");

      redis.lpush("q", "x".repeat(90_000));
      settle(consumer, new Settlement.Bury(fetch(consumer, 1).getFirst(), letter()));
      long bytes = redis.lrange("q.dead", 0, -1).stream().mapToLong(String::length).sum();
      assertThat(redis.hget("greenfork:dead:q", "bytes")).isEqualTo(Long.toString(bytes));
      assertThat(bytes).isLessThanOrEqualTo(100_000);
      assertThat(DeadEntry.read(redis.lindex("q.dead", 0)).envelope()).hasSize(65_536);
    }
  }

  @Test
  void reports_a_key_of_another_type_and_goes_on() throws Exception {
    redis.lpush("q", "one", "two");
    redis.lpush(RESULT, "somebody's list");
    TaskConsumer consumer = broker.consume(worker("q"));
    List<Delivery> deliveries = fetch(consumer, 2);

    assertThat(
            settle(
                consumer,
                new Settlement.Finish(deliveries.get(0).tag(), failure("id-1"), List.of())))
        .isEqualTo(Settled.FAILED);
    assertThat(settle(consumer, new Settlement.Drop(deliveries.get(1).tag())))
        .isEqualTo(Settled.DONE);
    assertThat(redis.hlen("greenfork:deliveries:" + deliveries.get(0).tag().incarnation()))
        .isEqualTo(1);
  }

  @Test
  void works_a_full_redis_empty() throws Exception {
    redis.lpush("q", "one", "two");
    TaskConsumer consumer = broker.consume(worker("q"));
    redis.configSet("maxmemory", "1");
    assertThatThrownBy(() -> redis.lpush("q", "three")).hasMessageStartingWith("OOM");

    List<Delivery> deliveries = fetch(consumer, 2);

    Delivery one = deliveries.getFirst();
    assertThat(settle(consumer, new Settlement.Finish(one.tag(), success("id-1", "5"), List.of())))
        .isEqualTo(Settled.DONE);
    assertThat(settle(consumer, new Settlement.HandBack(deliveries.getLast().tag())))
        .isEqualTo(Settled.DONE);
    assertThat(redis.get(RESULT)).contains("SUCCESS");
    String lease = redis.zrangeWithScores("greenfork:leases", 0, 0).toString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !redis.zrangeWithScores("greenfork:leases", 0, 0).toString().equals(lease));
    assertThat(consumer.status().leasesLost()).isZero();
    redis.configSet("maxmemory", "0");
  }

  private static DeadLetter letter() {
    return new DeadLetter("not-json", "no valid JSON at byte 0", "id-1", null);
  }

  private static Settled settle(TaskConsumer consumer, Settlement settlement) throws Exception {
    CompletableFuture<Settled> settled = new CompletableFuture<>();
    consumer.settle(settlement, settled::complete);
    return settled.get(5, TimeUnit.SECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
