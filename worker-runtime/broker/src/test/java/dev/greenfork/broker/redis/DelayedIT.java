package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.DelayedMessage;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DelayedIT extends RedisTest {

  private static final Comparator<DelayedMessage> BY_DUE =
      Comparator.comparing(DelayedMessage::due);
  private static final String STEP_6 = "q\u0006\u00166";

  @Test
  void brings_a_delayed_message_back_to_the_head_of_its_list_when_it_is_due() throws Exception {
    redis.lpush(STEP_6, "first", "other");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery first = fetch(consumer, 1).getFirst();
    Instant due = Instant.now().plusMillis(700);

    assertThat(settle(consumer, new Settlement.Later(first.tag(), due))).isEqualTo(Settled.DONE);
    redis.lpush(STEP_6, "newer");

    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
    assertThat(redis.zscore("q.delayed", redis.zrange("q.delayed", 0, 0).getFirst()))
        .isBetween(due.toEpochMilli() - 50.0, due.toEpochMilli() + 500.0);
    assertThat(texts(fetch(consumer, 2))).containsExactly("other", "newer");
    Awaitility.await().until(() -> System.currentTimeMillis() >= due.toEpochMilli() + 200);
    redis.lpush(STEP_6, "newest");
    Delivery back = consumer.fetch(1, Duration.ofSeconds(5)).getFirst();
    assertThat(Testbed.text(back)).isEqualTo("first");
    assertThat(back.step()).isEqualTo(6);
    assertThat(redis.exists("q.delayed")).isFalse();
  }

  @Test
  void shows_what_waits_by_one_of_the_workers_that_serve_its_queue() throws Exception {
    TaskConsumer first = broker.consume(new ConsumerSpec("a@host", "green", 1, List.of("q")));
    TaskConsumer second =
        broker.consume(new ConsumerSpec("b@host", "green", 1, List.of("wrong", "q", "other")));
    redis.set("wrong.delayed", "no set");
    Instant due = Instant.ofEpochMilli(System.currentTimeMillis() + 60_000);
    List<Publication> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] text = utf8("m" + i);
      messages.add(new Publication("q", i % 10, text, due.plusSeconds((i * 37) % 100)));
    }
    messages.add(new Publication("other", 0, utf8("else"), due.plusSeconds(5)));
    broker.publisher().publish(messages).toCompletableFuture().get(5, TimeUnit.SECONDS);

    assertThat(first.delayed(1_000)).hasSize(100).isSortedAccordingTo(BY_DUE);
    assertThat(first.delayed(40)).hasSize(40);
    assertThat(first.delayed(40).getFirst())
        .satisfies(
            message -> {
              assertThat(message.queue()).isEqualTo("q");
              assertThat(message.due()).isEqualTo(due);
              assertThat(message.envelope()).isEqualTo(utf8("m0"));
            });
    assertThat(second.delayed(1_000))
        .singleElement()
        .satisfies(message -> assertThat(message.queue()).isEqualTo("other"));

    first.close();
    assertThat(second.delayed(1_000)).hasSize(101).isSortedAccordingTo(BY_DUE);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void wakes_a_fetch_that_waits_when_the_first_is_due_although_another_worker_delayed_it()
      throws Exception {
    TaskConsumer idle = broker.consume(worker("q"));
    assertThat(idle.fetch(1, Duration.ofMillis(20))).isEmpty();
    long due = System.currentTimeMillis() + 1_300;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var got = threads.submit(() -> fetch(idle, 1));
      redis.zadd("q.delayed", (double) due, "00000000000000000:m");
      assertThat(texts(got.get(10, TimeUnit.SECONDS))).containsExactly("m");
    }
    assertThat(System.currentTimeMillis() - due).isBetween(0L, 300L);
  }

  @Test
  void keeps_the_order_of_due_times_and_moves_large_numbers_in_batches() throws Exception {
    long now = System.currentTimeMillis();
    for (int i = 0; i < 2_500; i++) {
      redis.zadd(
          "q.delayed", (double) (now - 10_000 + i), "0%016x:m%d".formatted(7919L * i % 2503, i));
    }
    TaskConsumer consumer = broker.consume(worker("q"));

    List<String> texts = texts(fetch(consumer, 2_500));

    assertThat(texts.subList(0, 500))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 500).mapToObj(i -> "m" + i).toList());
    assertThat(texts).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void publishes_children_into_the_delayed_set_and_each_only_once() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    Instant due = Instant.ofEpochMilli(System.currentTimeMillis() + 60_000);
    Publication child = new Publication("next", 4, bytes("child"), due);

    settle(consumer, new Settlement.Finish(delivery.tag(), success("1", "5"), List.of(child)));
    broker.publisher().publish(child).toCompletableFuture().get(5, TimeUnit.SECONDS);

    assertThat(redis.zrangeWithScores("next.delayed", 0, -1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getElement()).isEqualTo("3" + "0".repeat(16) + ":child");
              assertThat(entry.getScore()).isEqualTo((double) due.toEpochMilli());
            });
    assertThat(redis.exists("next")).isFalse();
  }

  @Test
  void keeps_two_equal_messages_apart() throws Exception {
    redis.lpush("q", "same", "same");
    TaskConsumer consumer = broker.consume(worker("q"));
    for (Delivery each : fetch(consumer, 2)) {
      settle(consumer, new Settlement.Later(each.tag(), Instant.now().plusMillis(300)));
    }
    assertThat(redis.zcard("q.delayed")).isEqualTo(2);
    assertThat(texts(fetch(consumer, 2))).containsExactly("same", "same");
  }

  @Test
  void buries_what_cannot_be_moved_and_moves_the_rest() throws Exception {
    redis.set(STEP_6, "a string");
    redis.zadd("q.delayed", 1, "60000000000000000:no way");
    redis.zadd("q.delayed", 2, "whatever this is");
    redis.zadd("q.delayed", 3, "00000000000000000:good");
    redis.set("r.delayed", "no set");
    redis.lpush("r", "of r");
    TaskConsumer consumer = broker.consume(worker("r", "q"));

    // A list of a wrong type would stop the fetch as well; two slots are full before it is read.
    List<String> texts = texts(consumer.fetch(2, Duration.ofSeconds(2)));

    assertThat(texts).containsExactly("of r", "good");
    assertThat(redis.llen("q.dead")).isEqualTo(2);
    DeadEntry unmovable = DeadEntry.read(redis.lindex("q.dead", 0));
    assertThat(unmovable.envelope()).isEqualTo("no way");
    assertThat(unmovable.reason()).isEqualTo("not-movable");
    DeadEntry foreign = DeadEntry.read(redis.lindex("q.dead", 1));
    assertThat(foreign.envelope()).isEqualTo("whatever this is");
    assertThat(foreign.reason()).isEqualTo("not-delayed");
    assertThat(redis.exists("q.delayed")).isFalse();
  }

  @Test
  void buries_a_delivery_that_cannot_be_delayed() throws Exception {
    redis.lpush("q", "m");
    redis.set("q.delayed", "no set");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();

    Settled settled =
        settle(consumer, new Settlement.Later(delivery.tag(), Instant.now().plusSeconds(9)));

    assertThat(settled).isEqualTo(Settled.DONE);
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
    DeadEntry letter = DeadEntry.read(redis.lindex("q.dead", 0));
    assertThat(letter.envelope()).isEqualTo("m");
    assertThat(letter.reason()).isEqualTo("not-delayable");
  }

  @Test
  void delays_a_restored_message_for_its_new_owner_only() throws Exception {
    redis.lpush("q", "m");
    Proxy proxy = new Proxy(server.port());
    RedisBroker lost = Testbed.broker(proxy.url());
    TaskConsumer dead = lost.consume(worker("q"));
    Delivery delivery = fetch(dead, 1).getFirst();
    proxy.close();
    dead.settle(new Settlement.Later(delivery.tag(), Instant.now().plusSeconds(60)));
    TaskConsumer heir = broker.consume(worker("q"));

    Delivery again = fetch(heir, 1).getFirst();
    settle(heir, new Settlement.Later(again.tag(), Instant.now().plusSeconds(60)));

    assertThat(redis.zcard("q.delayed")).isEqualTo(1);
    assertThat(redis.exists("q")).isFalse();
    lost.close();
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
