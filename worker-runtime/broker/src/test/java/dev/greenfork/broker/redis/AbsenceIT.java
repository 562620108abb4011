package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.TaskConsumer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker whose connections are gone is noticed long before its lease runs out. */
class AbsenceIT extends RedisTest {

  // Absent for 0.6 s counts as gone; the lease of the dying lives for two minutes.
  private static final Duration LEASE = Duration.ofSeconds(3);

  @Test
  void restores_what_a_worker_held_soon_after_its_connections_are_gone() throws Exception {
    redis.lpush("q", "m");
    try (Proxy proxy = new Proxy(server.port());
        RedisBroker dying = broker(proxy.url(), Duration.ofMinutes(2));
        RedisBroker living = broker(server.url(), LEASE)) {
      TaskConsumer victim = dying.consume(worker("q"));
      TaskConsumer noticer = living.consume(worker("other"));
      assertThat(fetch(victim, 1)).hasSize(1);
      await()
          .atMost(Duration.ofSeconds(15))
          .pollDelay(LEASE.plusSeconds(1))
          .until(() -> noticer.status().connected());
      assertThat(redis.llen("q")).as("it is connected").isZero();

      long cut = System.nanoTime();
      proxy.close();

      await().atMost(Duration.ofSeconds(20)).until(() -> redis.llen("q") == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(10));
      assertThat(noticer.status().restored().died()).isEqualTo(1);
      Delivery again = fetch(broker.consume(worker("q")), 1).getFirst();
      assertThat(again.deaths()).isEqualTo(1);
    }
  }

  @Test
  void falls_back_to_leases_where_nobody_may_list_the_clients() throws Exception {
    redis.aclSetUser("worker", "on", "nopass", "~*", "&*", "+@all", "-client|list", "-client|kill");
    redis.lpush("q", "m");
    try (Proxy proxy = new Proxy(server.port());
        RedisBroker dying = broker(asUser(proxy.url()), LEASE);
        RedisBroker living = broker(asUser(server.url()), Duration.ofSeconds(1))) {
      TaskConsumer noticer = living.consume(worker("other"));
      assertThat(fetch(dying.consume(worker("q")), 1)).hasSize(1);

      long cut = System.nanoTime();
      proxy.close();

      await().atMost(Duration.ofSeconds(20)).until(() -> redis.llen("q") == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - cut)).isGreaterThan(LEASE.minusSeconds(1));
      assertThat(noticer.status().connected()).isTrue();
    }
  }

  private static String asUser(String url) {
    return url.replace("redis://", "redis://worker:x@");
  }

  @Test
  void lists_known_workers_and_restores_by_hand_only_the_dead() throws Exception {
    redis.lpush("q", "m1", "m2");
    TaskConsumer consumer = broker.consume(worker("q"));
    assertThat(fetch(consumer, 1)).hasSize(1);
    redis.hset("greenfork:deliveries:w0@host;dead", "1", "1:qold");
    redis.zadd("greenfork:leases", 1, "w0@host;dead");

    List<KnownWorker> all = broker.workers().all();

    assertThat(all).extracting(KnownWorker::isAlive).containsExactly(false, true);
    assertThat(all).extracting(KnownWorker::deliveries).containsExactly(1L, 1L);
    for (KnownWorker each : all) {
      broker.workers().restore(each.incarnation());
    }
    assertThat(redis.lrange("q", 0, -1)).contains("m2", "\told"); // it may have been run
    assertThat(broker.workers().all()).hasSize(1);
  }

  private static RedisBroker broker(String url, Duration lease) {
    Timings timings =
        new Timings(
            lease,
            Duration.ofMillis(400),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));
    return new RedisBroker(new Site(BrokerSettings.of(url), timings, new SecureRandom()));
  }
}
