package dev.greenfork.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingDecision;
import dev.greenfork.operator.workers.WorkerPods;
import dev.greenfork.testkit.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** From a message in Redis to a decision. */
final class DecidersIT {

  private static final BrokerOwner MAIN = new BrokerOwner("ns", "main");
  private static final Member FEEDS = new Member("feeds", PoolType.GREEN, 100, 20, List.of("q"));

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final Broker broker = Brokers.open(BrokerSettings.of(server.url()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScalingMetrics metrics = new ScalingMetrics(registry);
  private final SignalDesk desk = new SignalDesk(Clock.systemUTC(), metrics);
  private final Deciders deciders =
      new Deciders(desk, new WorkerPods(InstantSource.system()), Clock.systemUTC(), metrics);

  @AfterEach
  void stop() {
    broker.close();
    redis.close();
    server.close();
  }

  @Test
  void holds_before_it_has_seen_the_queues_and_starts_all_in_one_step_at_the_first_messages() {
    assertThat(decide(0).verdict().reason()).isEqualTo("SignalsMissing");
    AtomicInteger told = new AtomicInteger();
    desk.listen((owner, queues) -> told.incrementAndGet());
    desk.of(MAIN).watch(List.of("q"));
    desk.of(MAIN).attach(broker);
    await().until(() -> decide(0).isActive());
    assertThat(decide(0).desired()).isZero();

    String[] messages = new String[1000];
    java.util.Arrays.fill(messages, "m");
    redis.lpush("q", messages);

    await().until(() -> decide(0).desired() == 10);
    assertThat(told).hasPositiveValue();
    assertThat(registry.get("greenfork.queue.ready").gauge().value()).isEqualTo(1000);
    assertThat(registry.get("greenfork.autoscaling.desired").gauge().value()).isEqualTo(10);
  }

  @Test
  void leaves_the_pool_as_it_is_while_the_broker_is_away() {
    desk.of(MAIN).watch(List.of("q"));
    desk.of(MAIN).attach(broker);
    await().until(() -> decide(3).isActive());
    server.kill();
    await().until(() -> !decide(3).isActive());

    assertThat(decide(3).desired()).isEqualTo(3);
    assertThat(decide(3).verdict().reason()).isEqualTo("SignalsStale");
    assertThat(decide(3).sentence()).contains("Redis at", "the pool is left at 3 workers");
  }

  private ScalingDecision decide(int replicas) {
    return deciders.decide(
        new Deciders.Case(MAIN, FEEDS, List.of(FEEDS), ScalingSpec.between(0, 20)),
        replicas,
        Set.of());
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }
}
