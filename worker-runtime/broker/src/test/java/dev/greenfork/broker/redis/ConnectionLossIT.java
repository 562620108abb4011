package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.text;
import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ClientKillParams.SkipMe;

class ConnectionLossIT extends RedisTest {

  @Test
  void finds_the_messages_of_a_fetch_whose_reply_was_lost() throws Exception {
    redis.lpush("q", "one", "two\u0000", "three");
    redis.lpush("q\u0006\u00163", "four");
    try (Proxy proxy = new Proxy(server.port());
        RedisBroker behind = Testbed.broker(proxy.url())) {
      TaskConsumer consumer = behind.consume(worker("q"));
      proxy.loseReplies(true);
      assertThat(consumer.fetch(1, Duration.ofMillis(100))).isEmpty();
      proxy.loseReplies(false);

      List<Delivery> all = fetch(consumer, 4);

      assertThat(texts(all)).containsExactlyInAnyOrder("one", "two\u0000", "three", "four");
      assertThat(all).extracting(Delivery::tag).doesNotHaveDuplicates();
      all.forEach(each -> consumer.settle(new Settlement.Drop(each.tag())));
      assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
      assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
    }
  }

  @Test
  void finds_lost_messages_when_the_script_ran_and_its_reply_did_not_come() throws Exception {
    try (Proxy proxy = new Proxy(server.port());
        RedisBroker behind = Testbed.broker(proxy.url())) {
      TaskConsumer consumer = behind.consume(worker("q"));
      assertThat(consumer.fetch(5, Duration.ofMillis(10))).isEmpty();
      redis.lpush("q", "one");
      // The waiting fetch is woken, asks, and its answer is lost: recorded at the broker, unknown
      // to the worker.
      proxy.loseReplies(true);
      assertThat(consumer.fetch(5, Duration.ofMillis(800))).isEmpty();
      proxy.loseReplies(false);

      assertThat(texts(fetch(consumer, 1))).containsExactly("one");
    }
  }

  @Test
  void settles_once_when_the_confirmation_was_lost() throws Exception {
    redis.lpush("q", "m");
    try (Proxy proxy = new Proxy(server.port());
        RedisBroker behind = Testbed.broker(proxy.url())) {
      TaskConsumer consumer = behind.consume(worker("q"));
      Delivery delivery = fetch(consumer, 1).getFirst();
      var child = new dev.greenfork.broker.Publication("next", 0, delivery.envelope());
      consumer.settle(new Settlement.Drop(new dev.greenfork.broker.DeliveryTag("none", 1)));
      assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
      proxy.loseReplies(true);
      List<Settled> told = new CopyOnWriteArrayList<>();
      consumer.settle(
          new Settlement.Finish(delivery.tag(), success("id-1", "5"), List.of(child)), told::add);
      await().atMost(Duration.ofSeconds(5)).until(() -> redis.exists("celery-task-meta-id-1"));
      proxy.loseReplies(false);

      assertThat(consumer.flush(Duration.ofSeconds(10))).isTrue();
      assertThat(redis.llen("next")).isEqualTo(1);
      assertThat(told).containsExactly(Settled.DONE);
    }
  }

  @Test
  void loses_and_repeats_nothing_while_all_connections_are_killed_again_and_again()
      throws Exception {
    long seed = System.nanoTime();
    int count = 3_000;
    for (int i = 0; i < count; i++) {
      redis.lpush("q", "m" + i);
    }
    TaskConsumer consumer = broker.consume(worker("q"));
    AtomicBoolean done = new AtomicBoolean();
    Thread killer = Thread.ofVirtual().start(() -> kill(done, new SplittableRandom(seed)));
    List<String> ran = new ArrayList<>();
    RandomGenerator random = new SplittableRandom(seed + 1);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (ran.size() < count && System.nanoTime() < end) {
      for (Delivery each : consumer.fetch(1 + random.nextInt(40), Duration.ofSeconds(1))) {
        ran.add(text(each));
        consumer.settle(
            new Settlement.Finish(each.tag(), success(text(each), text(each)), List.of()));
      }
    }
    done.set(true);
    killer.join();
    redis.close();
    redis = server.jedis();

    assertThat(consumer.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(ran).as("seed %d", seed).hasSize(count).doesNotHaveDuplicates();
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
    assertThat(redis.keys("celery-task-meta-*")).hasSize(count);
    assertThat(consumer.status().leasesLost()).isZero();
  }

  @Test
  void goes_on_after_a_restart_of_the_server() throws Exception {
    TaskConsumer consumer = broker.consume(worker("q"));
    redis.lpush("q", "one", "two");
    Delivery one = fetch(consumer, 1).getFirst();
    server.kill();
    consumer.settle(new Settlement.Finish(one.tag(), success("id-1", "5"), List.of()));
    assertThat(consumer.fetch(1, Duration.ofMillis(300))).isEmpty();
    server.restart();
    redis.close();
    redis = server.jedis();

    assertThat(texts(fetch(consumer, 1))).containsExactly("two");
    assertThat(consumer.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(redis.get("celery-task-meta-id-1")).contains("SUCCESS");
    // Woken as before, on the new connections.
    assertThat(consumer.fetch(1, Duration.ofMillis(50))).isEmpty();
    redis.lpush("q", "three");
    assertThat(texts(fetch(consumer, 1))).containsExactly("three");
  }

  private void kill(AtomicBoolean done, RandomGenerator random) {
    try (Jedis other = server.jedis()) {
      while (!done.get()) {
        other.clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(SkipMe.YES));
        other.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
        // why: the pause between faults is the load of this test, not a wait for a condition.
        java.util.concurrent.locks.LockSupport.parkNanos(
            Duration.ofMillis(50 + random.nextInt(300)).toNanos());
      }
    }
  }
}
