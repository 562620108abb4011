package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.operator.placement.Wish;
import dev.greenfork.operator.routing.RoutingDesk;
import dev.greenfork.operator.routing.RoutingOrder;
import dev.greenfork.operator.scaling.TestSignals;
import dev.greenfork.operator.workers.Sizes;
import dev.greenfork.operator.workers.WorkerPods;
import dev.greenfork.operator.workers.WorkerWatch;
import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the operator does for pools without workers, against a real Redis. */
final class DueMoverIT {

  private static final BrokerOwner OWNER = new BrokerOwner("ns", "main");

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final AtomicInteger opened = new AtomicInteger();
  private final WorkerPods pods = new WorkerPods(InstantSource.system());
  private final DueMover mover =
      new DueMover(
          OWNER,
          this::open,
          new DueMover.Duties(
              new WorkerWatch("ns", pods, new Sizes()),
              TestSignals.desk().of(OWNER),
              new NoRetreat(),
              new RoutingDesk()));

  @AfterEach
  void stop() {
    mover.close();
    assertThat(mover.isAlive()).isFalse();
    redis.close();
    server.close();
  }

  @Test
  void moves_what_is_due_in_time_although_no_worker_runs() {
    long due = System.currentTimeMillis() + 900;
    redis.zadd("q.delayed", (double) due, "30000000000000000:soon");
    redis.zadd("q.delayed", (double) due + 60_000, "00000000000000000:much later");
    redis.zadd("other.delayed", 1, "00000000000000000:of a queue that no pool serves");

    mover.serve(new DueMover.Service(List.of("q"), losses -> {}, Wish.NONE, RoutingOrder.NONE));
    mover.start();

    await().atMost(Duration.ofSeconds(5)).until(() -> redis.llen("q\u0006\u00163") == 1);
    assertThat(System.currentTimeMillis() - due).isBetween(0L, 1_000L);
    assertThat(redis.zcard("q.delayed")).isEqualTo(1);
    assertThat(redis.zcard("other.delayed")).isEqualTo(1);
    assertThat(opened).hasValue(1);
  }

  @Test
  void opens_the_broker_anew_after_it_was_away() {
    mover.serve(new DueMover.Service(List.of("q"), losses -> {}, Wish.NONE, RoutingOrder.NONE));
    mover.start();
    await().until(() -> redis.clientList().contains("name=greenfork:queues"));
    server.kill();
    server.restart();
    try (Jedis again = server.jedis()) {
      again.zadd("q.delayed", 1, "00000000000000000:m");
      await().atMost(Duration.ofSeconds(20)).until(() -> again.llen("q") == 1);
    }
    assertThat(opened.get()).isGreaterThan(1);
  }

  private OpenBroker open() {
    opened.incrementAndGet();
    BrokerSettings settings = BrokerSettings.of(server.url());
    return new OpenBroker(Brokers.open(settings), settings, new Authorities());
  }
}
