package dev.greenfork.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.greenfork.local.LocalException;
import dev.greenfork.local.manifest.ManifestFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final String POOL =
      """
      ---
      apiVersion: greenfork.dev/v1alpha1
      kind: WorkerPool
      metadata: {name: feeds}
      spec: {type: green, image: "feeds:1", broker: main}
      """;

  @Test
  void a_pool_without_any_broker_gets_a_redis_of_its_own() {
    Plan plan = plan(Map.of(), false, POOL);

    assertThat(plan.brokers()).singleElement().matches(BrokerPlan::needsOwn);
    assertThat(plan.notices())
        .containsExactly(
            "The Broker main of pool feeds is in none of the files: the pool gets a Redis of its own.");
  }

  @Test
  void a_url_comes_from_the_field_or_from_a_secret_in_the_files() {
    assertThat(
            plan(Map.of(), false, broker("redis: {url: 'redis://h:1/2', keyPrefix: 'a:'}"))
                .brokers())
        .containsExactly(
            new BrokerPlan(
                "main", new Server("redis://h:1/2", "a:", null), null, Duration.ofDays(1)));
    String secret =
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: redis}
        data: {url: cmVkaXM6Ly86cHdAaDoxLzA=, ca: Q0E=}
        stringData: {results: "redis://r:2/0"}
        """;
    String spec =
        """
        redis: {urlFrom: {secretKeyRef: {name: redis, key: url}}, tls: {caFrom: {secretKeyRef: {name: redis, key: ca}}}}
          resultBackend: {urlFrom: {secretKeyRef: {name: redis, key: results}}, keyPrefix: "r:", expires: 1h}
        """;

    assertThat(plan(Map.of(), false, broker(spec) + secret).brokers())
        .containsExactly(
            new BrokerPlan(
                "main",
                new Server("redis://:pw@h:1/0", "", "CA"),
                new Server("redis://r:2/0", "r:", null),
                Duration.ofHours(1)));
  }

  @Test
  void a_secret_that_is_not_there_is_replaced_by_a_variable_or_by_a_redis_of_its_own() {
    String spec = "redis: {urlFrom: {secretKeyRef: {name: my-redis, key: url}}}";

    assertThat(
            plan(Map.of("GREENFORK_LOCAL_MY_REDIS_URL", "redis://h:1\n"), false, broker(spec))
                .brokers())
        .extracting(broker -> broker.queues().url())
        .containsExactly("redis://h:1");
    Plan without = plan(Map.of(), false, broker(spec));
    assertThat(without.brokers()).singleElement().matches(BrokerPlan::needsOwn);
    assertThat(without.notices())
        .containsExactly(
            "Broker main takes its URL from key url of Secret my-redis, which is in none of the files:"
                + " it gets a Redis of its own. For another one, add the Secret or set"
                + " GREENFORK_LOCAL_MY_REDIS_URL.");
  }

  @Test
  void own_redis_wins_over_whatever_is_named() {
    String spec =
        "redis: {url: 'redis://redis:6379/0'}\n  resultBackend: {url: 'redis://r:1', keyPrefix: x}";

    BrokerPlan broker = plan(Map.of(), true, broker(spec)).brokers().getFirst();

    assertThat(broker.queues()).isEqualTo(Server.own(""));
    assertThat(broker.results()).isEqualTo(Server.own("x"));
  }

  @Test
  void a_pool_of_an_unknown_broker_is_refused() {
    String other = broker("redis: {url: 'redis://h:1'}").replace("{name: main}", "{name: other}");

    assertThatThrownBy(() -> plan(Map.of(), false, other))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            "Pool feeds names the Broker main, but the files hold only other: correct spec.broker, or add the Broker.");
    assertThatThrownBy(
            () -> plan(Map.of(), false, "apiVersion: v1\nkind: Secret\nmetadata: {name: a}"))
        .isInstanceOf(LocalException.class)
        .hasMessage("The files hold no WorkerPool: name one that does with -f.");
  }

  @Test
  void variables_are_those_of_a_container() {
    String pool =
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {level: debug, host: h}
        ---
        apiVersion: greenfork.dev/v1alpha1
        kind: WorkerPool
        metadata: {name: feeds}
        spec:
          type: green
          image: feeds:1
          broker: main
          envFrom: [{prefix: APP_, configMapRef: {name: settings}}, {secretRef: {name: absent, optional: true}}]
          env:
          - {name: PLAIN, value: "1"}
          - {name: LEVEL, valueFrom: {configMapKeyRef: {name: settings, key: level}}}
          - {name: URL, value: "http://$(APP_host)/$(NONE)/$$(PLAIN)"}
          - {name: MAYBE, valueFrom: {secretKeyRef: {name: absent, key: x, optional: true}}}
          - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
          resources: {limits: {cpu: "2"}}
        """;

    Plan plan = plan(Map.of(), false, pool);

    assertThat(plan.pools().getFirst().environment())
        .containsOnly(
            entry("APP_level", "debug"),
            entry("APP_host", "h"),
            entry("PLAIN", "1"),
            entry("LEVEL", "debug"),
            entry("URL", "http://h/$(NONE)/$(PLAIN)"));
    assertThat(plan.notices())
        .contains(
            "Pool feeds: variable POD is left out, as it speaks of the pod that a worker has in a cluster.",
            "Pool feeds: image, resources are for a cluster and not used here.");
    assertThatThrownBy(() -> plan(Map.of(), false, pool.replace(", optional: true", "")))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            "Pool feeds takes Secret absent, which is in none of the files: add it to them.");
  }

  @Test
  void a_worker_gets_the_flags_that_its_pod_would_get() {
    String pool =
        """
        ---
        apiVersion: greenfork.dev/v1alpha1
        kind: WorkerPool
        metadata: {name: thumbs}
        spec:
          type: prefork
          image: feeds:1
          broker: main
          queues: [a, b]
          resources: {limits: {cpu: 1500m}}
          limits: {softTime: 30s, hardTime: 1m, tasksPerChild: 10}
          drainTimeout: 90s
          env: [{name: A, value: x}]
        """;

    assertThat(WorkerVariables.of("thumbs-0", plan(Map.of(), false, pool).pools().getFirst()))
        .containsOnly(
            entry("A", "x"),
            entry("GREENFORK_NAME", "thumbs@thumbs-0"),
            entry("GREENFORK_POOL", "prefork"),
            entry("GREENFORK_CONCURRENCY", "2"),
            entry("GREENFORK_QUEUES", "a,b"),
            entry("GREENFORK_DRAIN_TIMEOUT", "1m30s"),
            entry("GREENFORK_RESULT_EXPIRES", "24h"),
            entry("GREENFORK_SOFT_TIME_LIMIT", "30s"),
            entry("GREENFORK_HARD_TIME_LIMIT", "1m"),
            entry("GREENFORK_MAX_TASKS_PER_CHILD", "10"),
            entry("GREENFORK_CHILD_ENV", "A"));
  }

  private static String broker(String spec) {
    return """
    apiVersion: greenfork.dev/v1alpha1
    kind: Broker
    metadata: {name: main}
    spec:
      %s
    """
            .formatted(spec)
        + POOL;
  }

  private static Plan plan(Map<String, String> environment, boolean ownRedis, String yaml) {
    return new Planner(environment, ownRedis)
        .plan(
            new ManifestFiles(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .read(List.of("-")));
  }
}
