package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnCluster.class)
class RotationIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void a_rotated_secret_is_used_at_the_next_connect_without_a_rollout(TestNamespace namespace) {
    try (TestRedis redis = TestRedis.start(namespace)) {
      namespace.apply(broker());
      namespace.apply(pool("feeds"));
      namespace.awaitReady("feeds");
      Pod worker = namespace.pods("feeds").getFirst();
      send(redis, "ACL", "SETUSER", "rotated", "on", ">new-password", "~*", "&*", "+@all");

      namespace.apply(
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: redis}
          stringData: {url: "redis://rotated:new-password@redis:6379/0"}
          """);
      // The kubelet looks at a pod's Secrets when it looks at the pod; an edit makes it look now
      // rather than in a minute.
      Kubectl.run(
          namespace.name(), "annotate", "pod", worker.getMetadata().getName(), "test/look=now");

      await("the worker to connect as the new user")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                send(redis, "CLIENT", "KILL", "USER", "default", "SKIPME", "yes");
                return connectsAs(redis, worker, "rotated");
              });
      assertThat(
              Objects.requireNonNull(namespace.deployment("feeds")).getMetadata().getGeneration())
          .isEqualTo(1);
      assertThat(namespace.pods("feeds"))
          .extracting(pod -> pod.getMetadata().getUid())
          .containsExactly(worker.getMetadata().getUid());
      namespace.awaitReason("Broker", "main", "Ready", "Reachable");
    }
  }

  private static boolean connectsAs(TestRedis redis, Pod worker, String user) {
    return send(redis, "CLIENT", "LIST")
        .lines()
        .filter(line -> line.contains("addr=" + worker.getStatus().getPodIP() + ":"))
        .anyMatch(line -> line.contains("user=" + user));
  }

  private static String send(TestRedis redis, String command, String... arguments) {
    Object answer =
        redis
            .connection()
            .sendCommand(() -> command.getBytes(StandardCharsets.US_ASCII), arguments);
    return answer instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(answer);
  }
}
