package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Large messages are bounded by what they have together, however many slots are free. */
class HeldBytesIT extends RedisTest {

  private static final int LARGE = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void fetches_no_more_while_unfinished_messages_hold_too_much() throws Exception {
    BrokerLimits limits = BrokerLimits.DEFAULT.withHeldBytes(2 * LARGE + 1);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      push("q", 6);
      TaskConsumer consumer = small.consume(worker("q"));

      List<Delivery> first = consumer.fetch(100, PATIENCE);
      assertThat(first).hasSize(3);
      assertThat(consumer.fetch(97, Duration.ofMillis(50))).as("no room").isEmpty();
      assertThat(redis.llen("q")).isEqualTo(3);

      CompletableFuture<List<Delivery>> waiting =
          CompletableFuture.supplyAsync(() -> quietly(consumer));
      first.forEach(delivery -> consumer.settle(new Settlement.Drop(delivery.tag())));
      assertThat(waiting.get(20, TimeUnit.SECONDS)).as("room again").isNotEmpty();
    }
  }

  @Test
  void takes_one_message_that_is_larger_than_all_may_be_and_any_number_of_small_ones()
      throws Exception {
    BrokerLimits limits = BrokerLimits.DEFAULT.withHeldBytes(1_000);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      push("q", 2);
      TaskConsumer consumer = small.consume(worker("q"));
      assertThat(consumer.fetch(10, PATIENCE)).hasSize(1);
      assertThat(consumer.fetch(10, Duration.ofMillis(50))).isEmpty();
    }
    redis.flushDB();
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      for (int i = 0; i < 10; i++) {
        redis.lpush("q", "x".repeat(900));
      }
      TaskConsumer consumer = small.consume(worker("q"));
      int got = 0;
      while (got < 10) {
        List<Delivery> some = consumer.fetch(100, PATIENCE);
        assertThat(some).isNotEmpty();
        got += some.size();
      }
    }
  }

  @Test
  void a_stop_ends_the_wait_for_room() throws Exception {
    BrokerLimits limits = BrokerLimits.DEFAULT.withHeldBytes(LARGE);
    try (RedisBroker small = Testbed.broker(Testbed.limited(server.url(), limits))) {
      push("q", 2);
      TaskConsumer consumer = small.consume(worker("q"));
      assertThat(consumer.fetch(10, PATIENCE)).hasSize(1);
      CompletableFuture<List<Delivery>> waiting =
          CompletableFuture.supplyAsync(() -> quietly(consumer));

      consumer.stopFetching();

      assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private void push(String queue, int count) {
    for (int i = 0; i < count; i++) {
      redis.lpush(queue, "x".repeat(LARGE));
    }
  }

  private static List<Delivery> quietly(TaskConsumer consumer) {
    try {
      return consumer.fetch(100, Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
