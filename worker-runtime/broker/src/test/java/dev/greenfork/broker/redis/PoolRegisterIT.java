package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Declaration;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pools of which no worker need live. */
class PoolRegisterIT extends RedisTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private Splits splits;

  @BeforeEach
  void splits() {
    splits = broker.splits();
  }

  @Test
  void splits_for_pools_at_zero_once_somebody_has_written_the_table() {
    String digest = splits.publish("the tasks");
    declare("green", digest, "feeds");
    declare("prefork", "", "thumbs");
    redis.lpush("q", Messages.of("io.a", "1"), Messages.of("cpu.a", "2"), Messages.of("x", "3"));

    QueueService before = look();
    assertThat(before.split()).isTrue();
    assertThat(before.table()).isFalse();
    assertThat(before.entrance()).isEqualTo(3);
    assertThat(before.servers())
        .containsExactlyInAnyOrder(
            new QueueService.Server("green", digest, "pool:feeds"),
            new QueueService.Server("prefork", "", "pool:thumbs"));
    assertThat(splits.tasks(List.of(digest, "", "0123"))).isEqualTo(Map.of(digest, "the tasks"));
    ServedQueue state =
        new ServedQueue("q", before.version(), true, Map.of(), new RuleTexts("", ""));
    Map<String, SubQueue> places = Map.of("io.a", SubQueue.GREEN, "cpu.a", SubQueue.PREFORK);
    assertThat(splits.fill(state, places)).isTrue();

    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(3, 0));

    QueueService after = look();
    assertThat(after.table()).isTrue();
    assertThat(after.parts())
        .isEqualTo(Map.of(SubQueue.GREEN, 2L, SubQueue.PREFORK, 1L, SubQueue.PARKED, 0L));
    splits.setRules("other");
    assertThat(look().table()).as("made by other rules").isFalse();
    assertThat(splits.fill(state, places)).as("of a state that is over").isFalse();
  }

  @Test
  void remembers_for_which_queues_pools_were_declared_until_told_to_forget() {
    declare("green", "", "feeds");
    assertThat(splits.declared()).containsExactly("q");

    splits.withdraw("q", "feeds");
    assertThat(look().servers()).isEmpty();
    assertThat(splits.declared()).containsExactly("q");

    splits.forget("q");
    assertThat(splits.declared()).isEmpty();
  }

  @Test
  void merges_one_sub_queue_and_leaves_the_others() {
    redis.lpush("q.green", "g");
    redis.lpush("q.prefork\u0006\u00163", "p");

    assertThat(splits.merge("q", SubQueue.GREEN)).isEqualTo(1);

    assertThat(redis.lrange("q", 0, -1)).containsExactly("g");
    assertThat(redis.llen("q.prefork\u0006\u00163")).isEqualTo(1);
  }

  @Test
  void moves_no_more_than_a_worker_has_slots_for_beside_stock_workers() throws Exception {
    declare("prefork", "", "thumbs");
    declare(QueueService.FOREIGN, "", "stock");
    try (TaskConsumer green = broker.consume(Testbed.worker("q"), new TestPlacer())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> look().table());
      assertThat(look().isShared()).isTrue();
      for (int i = 0; i < 50; i++) {
        redis.lpush("q", Messages.of("io.a", "m" + i));
      }

      assertThat(green.fetch(3, Duration.ofSeconds(20))).hasSizeBetween(1, 3);

      assertThat(look().entrance()).isGreaterThanOrEqualTo(47);
    }
  }

  @Test
  void sends_a_message_on_as_it_is_with_its_priority() throws Exception {
    try (TaskConsumer green = broker.consume(Testbed.worker("q"))) {
      String message = Messages.of("reports.make", "1");
      redis.lpush("q\u0006\u00166", message);
      Delivery delivery = Testbed.fetch(green, 1).getFirst();

      green.settle(new Settlement.SendOn(delivery, "python"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(redis.lrange("python\u0006\u00166", 0, -1)).containsExactly(message));
      assertThat(redis.exists("q\u0006\u00166")).isFalse();
    }
  }

  private void declare(String type, String digest, String pool) {
    splits.declare(List.of(new Declaration("q", type, digest, pool)), LONG);
  }

  private QueueService look() {
    return splits.look(List.of("q")).getFirst();
  }
}
