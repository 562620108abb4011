package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One pool, from a namespace where everything lacks to one where all is there, and back. */
@ExtendWith(OnCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokerIT {

  @Test
  @Order(1)
  void what_lacks_is_said_and_comes_right_by_itself(TestNamespace namespace) {
    namespace.apply(pool("feeds"));
    assertThat(namespace.awaitReason("WorkerPool", "feeds", "Ready", "BrokerMissing"))
        .contains("there is no Broker named main");

    namespace.apply(broker());
    assertThat(namespace.awaitReason("WorkerPool", "feeds", "Ready", "SecretMissing"))
        .contains("there is no Secret named redis");
    assertThat(namespace.deployment("feeds")).isNull();

    try (TestRedis redis = TestRedis.start(namespace)) {
      namespace.awaitReady("feeds");
      assertThat(namespace.condition("Broker", "main", "DataSafe")).containsEntry("status", "True");
      assertThat(namespace.condition("WorkerPool", "feeds", "BrokerReachable"))
          .containsEntry("status", "True");
    }
  }

  @Test
  @Order(2)
  void another_namespace_cannot_take_its_tasks(TestNamespace namespace) {
    String url = "redis://redis.%s:6379/".formatted(namespace.name());
    try (TestNamespace neighbour = namespace.neighbour()) {
      neighbour.apply(broker(url + "0"));
      neighbour.apply(pool("feeds"));
      assertThat(neighbour.awaitReason("Broker", "main", "Ready", "Claimed"))
          .contains("claimed by the Broker " + namespace.name() + "/main");
      neighbour.awaitReason("WorkerPool", "feeds", "Ready", "Claimed");
      assertThat(neighbour.deployment("feeds")).isNull();

      neighbour.apply(broker(url + "1"));
      neighbour.awaitReason("Broker", "main", "Ready", "Reachable");
    }
  }

  @Test
  @Order(3)
  void a_redis_that_may_lose_tasks_is_warned_of(TestNamespace namespace) {
    try (TestRedis redis = TestRedis.start(namespace)) {
      redis
          .connection()
          .sendCommand(() -> "CONFIG".getBytes(UTF_8), "SET", "maxmemory-policy", "allkeys-lru");
      assertThat(namespace.awaitReason("Broker", "main", "DataSafe", "MayEvict"))
          .contains("allkeys-lru")
          .contains("noeviction");
      redis
          .connection()
          .sendCommand(() -> "CONFIG".getBytes(UTF_8), "SET", "maxmemory-policy", "noeviction");
      redis.connection().sendCommand(() -> "CONFIG".getBytes(UTF_8), "SET", "appendonly", "no");
      redis.connection().sendCommand(() -> "CONFIG".getBytes(UTF_8), "SET", "save", "");
      namespace.awaitReason("Broker", "main", "DataSafe", "NotPersistent");
    }
  }

  @Test
  @Order(4)
  void a_broker_that_falls_silent_or_goes_takes_no_worker_with_it(TestNamespace namespace) {
    namespace
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("redis")
        .scale(0);
    namespace.awaitReason("WorkerPool", "feeds", "BrokerReachable", "Unreachable");

    namespace.ours("Broker", "main").delete();
    assertThat(namespace.awaitReason("WorkerPool", "feeds", "Ready", "BrokerMissing"))
        .contains("the 1 workers that run are left as they are");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> namespace.pods("feeds").size() == 1);
  }
}
