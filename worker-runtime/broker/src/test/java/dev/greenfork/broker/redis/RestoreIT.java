package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Origin;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestoreIT extends RedisTest {

  private static final String DEAD = "w0@host;dead";

  @Test
  void puts_the_deliveries_of_a_dead_worker_to_the_heads_of_their_queues_in_order() {
    redis.lpush("q", "waiting");
    abandon(3, "1:qone", "1:qtwo", "4:q\u0006\u00163urgent");

    TaskConsumer consumer = broker.consume(worker("q"));
    consumer.restoreAbandoned();

    assertThat(redis.lrange("q", 0, -1)).containsExactly("waiting", "\ntwo", "\none");
    assertThat(redis.lrange("q\u0006\u00163", 0, -1)).containsExactly("\nurgent");
    assertThat(redis.exists("greenfork:deliveries:" + DEAD)).isFalse();
    assertThat(redis.hkeys("greenfork:workers")).containsExactly(consumer.status().incarnation());
    assertThat(redis.zscore("greenfork:leases", DEAD)).isNull();
  }

  @Test
  void restores_many_in_order() {
    String[] records = new String[1_234];
    for (int i = 0; i < records.length; i++) {
      records[i] = "1:qm" + i;
    }
    abandon(1, records);
    TaskConsumer consumer = broker.consume(worker("other"));

    consumer.restoreAbandoned();

    List<String> queue = redis.lrange("q", 0, -1).reversed();
    assertThat(queue).hasSize(1_234);
    assertThat(queue).startsWith("\nm0", "\nm1", "\nm2").endsWith("\nm1232", "\nm1233");
  }

  @Test
  void leaves_a_living_worker_alone() {
    abandon(1, "1:qone");
    redis.zadd("greenfork:leases", (double) (System.currentTimeMillis() + 60_000), DEAD);
    TaskConsumer consumer = broker.consume(worker("q"));

    assertThat(consumer.restoreAbandoned()).isZero();

    assertThat(redis.hlen("greenfork:deliveries:" + DEAD)).isEqualTo(1);
  }

  @Test
  void notices_by_itself_that_a_lease_has_run_out() {
    TaskConsumer consumer = broker.consume(worker("other"));
    abandon(1, "1:qone");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(redis.lrange("q", 0, -1)).containsExactly("\none"));
    assertThat(consumer.status().connected()).isTrue();
  }

  @Test
  void restores_nothing_before_it_was_connected_for_as_long_as_a_lease_lives() throws Exception {
    abandon(1, "1:qone");
    long start = System.nanoTime();
    TaskConsumer consumer = broker.consume(worker("q"));

    assertThat(texts(fetch(consumer, 1))).containsExactly("one");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Testbed.LEASE);
  }

  @Test
  void restores_at_once_what_a_process_of_this_machine_left_that_is_gone() throws Exception {
    Origin here = Origin.here(null, Instant.now());
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    abandon(1, "1:qone");
    redis.zadd("greenfork:leases", (double) (System.currentTimeMillis() + 60_000), DEAD);
    redis.hset(
        "greenfork:workers",
        DEAD,
        "{\"started\": \"%s\", \"place\": \"%s\", \"pid\": %d}"
            .formatted(here.started(), here.place(), gone.pid()));

    TaskConsumer consumer =
        broker.consume(
            new ConsumerSpec("w1@host", "green", 10, List.of("q"), QueueOrder.ROUND_ROBIN, here));

    assertThat(redis.exists("greenfork:deliveries:" + DEAD)).isFalse();
    assertThat(consumer.status().restored()).isEqualTo(new Restored(1, 1));
    assertThat(consumer.fetch(1, Duration.ZERO).getFirst().deaths()).isEqualTo(1);
  }

  @Test
  void moves_each_message_once_when_several_notice() throws Exception {
    String[] records = new String[2_000];
    for (int i = 0; i < records.length; i++) {
      records[i] = "1:qm" + i;
    }
    List<TaskConsumer> consumers =
        List.of(broker.consume(worker("x")), broker.consume(worker("x")));
    abandon(1, records);
    List<CompletableFuture<Integer>> moved =
        consumers.stream()
            .map(each -> CompletableFuture.supplyAsync(each::restoreAbandoned))
            .toList();

    int sum = 0;
    for (CompletableFuture<Integer> each : moved) {
      sum += each.get(20, TimeUnit.SECONDS);
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> redis.llen("q") == 2_000);
    assertThat(sum).isLessThanOrEqualTo(2_000);
    assertThat(redis.lrange("q", 0, -1)).doesNotHaveDuplicates();
  }

  @Test
  void fences_a_worker_whose_deliveries_were_restored() throws Exception {
    redis.lpush("q", "m");
    // It refreshes so seldom that its lease runs out, as that of a stalled process does.
    Timings stalled =
        new Timings(
            Testbed.LEASE,
            Duration.ofMinutes(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));
    try (RedisBroker slow =
        new RedisBroker(new Site(BrokerSettings.of(server.url()), stalled, new Random(5)))) {
      TaskConsumer consumer = slow.consume(worker("q"));
      Delivery delivery = fetch(consumer, 1).getFirst();
      String old = delivery.tag().incarnation();
      TaskConsumer noticer = broker.consume(worker("x"));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> noticer.restoreAbandoned() + redis.llen("q") > 0);

      CompletableFuture<Settled> settled = new CompletableFuture<>();
      consumer.settle(
          new Settlement.Finish(delivery.tag(), success("id-1", "5"), List.of()),
          settled::complete);
      assertThat(settled.get(5, TimeUnit.SECONDS)).isEqualTo(Settled.REFUSED);
      Delivery again = fetch(consumer, 1).getFirst();
      assertThat(again.tag().incarnation()).isNotEqualTo(old);
      assertThat(consumer.status().leasesLost()).isEqualTo(1);
      assertThat(redis.exists("celery-task-meta-id-1")).isFalse();
    }
  }

  @Test
  void registers_anew_when_its_lease_was_taken() throws Exception {
    TaskConsumer consumer = broker.consume(worker("q"));
    String old = consumer.status().incarnation();
    redis.zrem("greenfork:leases", old);

    await().atMost(Duration.ofSeconds(5)).until(() -> !consumer.status().incarnation().equals(old));

    redis.lpush("q", "m");
    assertThat(texts(fetch(consumer, 1))).containsExactly("m");
    assertThat(redis.hget("greenfork:workers", consumer.status().incarnation()))
        .contains("\"layout\":" + Descriptions.LAYOUT + ",", "\"node\":\"w1@host\"")
        .contains("\"queues\":[\"q\"]");
  }

  private void abandon(int first, String... records) {
    for (int i = 0; i < records.length; i++) {
      redis.hset("greenfork:deliveries:" + DEAD, Integer.toString(first + i), records[i]);
    }
    redis.hset("greenfork:workers", DEAD, "{}");
    redis.zadd("greenfork:leases", 1, DEAD);
  }
}
