package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static dev.greenfork.tests.cluster.support.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.tests.cluster.support.Conformance;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.OperatorMetrics;
import dev.greenfork.tests.cluster.support.StockCelery;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues that both types of pool serve, and TaskRoutes. */
@ExtendWith(OnCluster.class)
class RoutingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String STATED =
      "tasks: [{name: a.fetch, kind: io}, {name: a.parse, kind: cpu}]";

  private static TestRedis redis;

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis own) {
    redis = own;
    namespace.apply(broker());
    Conformance.bring(namespace);
  }

  @Test
  void pools_at_zero_share_a_queue_a_task_route_turns_that_round_and_nothing_stays_behind(
      TestNamespace namespace) throws InterruptedException {
    namespace.apply(pool("waits", "queues: [zero]", "replicas: 0", STATED));
    namespace.apply(pool("computes", "type: prefork", "queues: [zero]", "replicas: 0", STATED));
    namespace.awaitReason("WorkerPool", "waits", "TasksCompatible", "Compatible");
    namespace.awaitReason("WorkerPool", "computes", "TasksCompatible", "Compatible");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      send(client, "a.fetch", "zero");
      send(client, "a.parse", "zero");
      awaitWaiting("zero.green", 1);
      awaitWaiting("zero.prefork", 1);

      namespace.apply(route("turned", "{task: a.fetch, kind: cpu}"));
      namespace.awaitReason("TaskRoute", "turned", "Ready", "Applied");
      send(client, "a.fetch", "zero");
      awaitWaiting("zero.prefork", 2);
    }
    assertThat(Kubectl.run(namespace.name(), "get", "taskroute", "turned", "-o", "yaml").output())
        .contains("cpu tasks run in prefork pools");

    namespace.ours("TaskRoute", "turned").delete();
    namespace.pool("computes").delete();
    awaitWaiting("zero", 2);
    assertThat(waiting("zero.prefork")).isZero();
  }

  @Test
  void a_task_route_moves_where_a_task_runs(TestNamespace namespace) throws InterruptedException {
    namespace.apply(workers("lives-green", "queues: [live]"));
    namespace.apply(workers("lives-prefork", "type: prefork", "queues: [live]"));
    namespace.awaitReady("lives-green");
    namespace.awaitReady("lives-prefork");
    namespace.awaitReason("WorkerPool", "lives-prefork", "TasksCompatible", "Compatible");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      assertThat(ranInChild(client)).as("prefork, where nothing says otherwise").isTrue();

      namespace.apply(route("to-green", "{task: 'conformance.surr*', requires: green}"));
      namespace.awaitReason("TaskRoute", "to-green", "Ready", "Applied");

      await("it to run in the green pool")
          .atMost(Duration.ofSeconds(5))
          .until(() -> !ranInChild(client));
    }
    Object tasks = namespace.pool("lives-green").get().get("status", "tasks", "count");
    assertThat((Integer) Objects.requireNonNull(tasks)).isPositive();
  }

  @Test
  void a_stock_producer_needs_to_know_one_queue_only(TestNamespace namespace)
      throws InterruptedException {
    namespace.apply(workers("one-green", "queues: [one]"));
    namespace.apply(workers("one-prefork", "type: prefork", "queues: [one]"));
    namespace.awaitReady("one-green");
    namespace.awaitReady("one-prefork");
    namespace.awaitReason("WorkerPool", "one-green", "TasksCompatible", "Compatible");
    namespace.awaitReason("WorkerPool", "one-prefork", "TasksCompatible", "Compatible");

    String seen =
        StockCelery.run(
            redis,
            "import json",
            "send = lambda task, *args: app.send_task('conformance.' + task, args, queue='one')",
            "waits = [send('sleep', 0.1) for i in range(20)]",
            "computes = [send('burn', 20) for i in range(20)]",
            "assert [r.get(timeout=60) for r in waits] == [0.1] * 20",
            "assert [r.get(timeout=60) for r in computes] == [20] * 20",
            "stats = app.control.inspect(timeout=5).stats()",
            "pools = {node.split('@')[0]: s['total'] for node, s in stats.items()}",
            "print(json.dumps({p: pools[p] for p in ('one-green', 'one-prefork')}, sort_keys=True))");

    assertThat(seen)
        .isEqualTo(
            "{\"one-green\": {\"conformance.sleep\": 20},"
                + " \"one-prefork\": {\"conformance.burn\": 20}}");
  }

  @Test
  void a_stock_worker_beside_that_does_not_know_a_task_is_named(TestNamespace namespace) {
    namespace.apply(
        pool(
            "beside",
            "queues: [beside]",
            "replicas: 0",
            "tasks: [{name: conformance.echo}, {name: c.java_only}]"));
    namespace.awaitReason("WorkerPool", "beside", "TasksCompatible", "Compatible");

    try (StockCelery _ = StockCelery.worker(redis, "stock@beside", "beside")) {
      assertThat(
              namespace.awaitReason(
                  "WorkerPool", "beside", "TasksCompatible", "ForeignConsumerMisses"))
          .contains("stock@beside takes from queue beside and does not know c.java_only");
    }
    namespace.awaitReason("WorkerPool", "beside", "TasksCompatible", "Compatible");
  }

  @Test
  void tasks_that_fit_nowhere_are_named_until_their_pool_comes(TestNamespace namespace) {
    String lonely = "tasks: [{name: b.report, requires: prefork}, {name: b.parse, kind: cpu}]";
    namespace.apply(pool("alone", "queues: [lonely]", "replicas: 0", lonely));

    assertThat(namespace.awaitReason("WorkerPool", "alone", "TasksCompatible", "TasksParked"))
        .contains("b.report of queue lonely")
        .contains("b.parse of queue lonely are made for prefork pools");
    assertThat(Kubectl.run(namespace.name(), "describe", "wp", "alone").output())
        .containsPattern("Warning\\s+TasksParked");
    assertThat(OperatorMetrics.sum(namespace.client(), "greenfork_pool_mismatched_tasks"))
        .isGreaterThanOrEqualTo(2);

    namespace.apply(pool("other", "type: prefork", "queues: [lonely]", "replicas: 0", lonely));
    namespace.awaitReason("WorkerPool", "alone", "TasksCompatible", "Compatible");
  }

  @Test
  void two_task_routes_that_disagree_say_so_both(TestNamespace namespace) {
    namespace.apply(route("one", "{task: 'tied.*', kind: io}"));
    namespace.apply(route("two", "{task: 'tied.*', kind: cpu}"));

    for (String name : List.of("one", "two")) {
      assertThat(namespace.awaitReason("TaskRoute", name, "Unambiguous", "Tied"))
          .contains("that of one holds");
    }
  }

  @Test
  void a_new_pool_at_zero_starts_one_worker_that_tells_its_tasks(TestNamespace namespace) {
    namespace.apply(
        workers(
            "told",
            "queues: [told]",
            "autoscaling: {minReplicas: 0, maxReplicas: 2, scaleDown: {stabilization: 5s}}"));

    namespace.awaitReason("WorkerPool", "told", "TasksCompatible", "TasksParked");
    await("no worker once the tasks are told")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                Objects.requireNonNull(namespace.deployment("told")).getSpec().getReplicas() == 0);
    assertThat(Kubectl.run(namespace.name(), "describe", "wp", "told").output())
        .contains("one worker starts to tell which tasks its image has");
  }

  /** Whether a task ran in a child process, by its own command line. */
  private static boolean ranInChild(GreenforkClient client) throws InterruptedException {
    JsonNode seen =
        client
            .send(TaskCall.of("conformance.surroundings").onQueue("live"), JsonNode.class)
            .get(PATIENCE);
    return seen.path("own").path(1).asText().contains("ChildMain");
  }

  private static void send(GreenforkClient client, String task, String queue)
      throws InterruptedException {
    var _ = client.send(TaskCall.of(task).onQueue(queue), Object.class);
  }

  private static void awaitWaiting(String queue, long messages) {
    await("%d messages in %s".formatted(messages, queue))
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> waiting(queue) == messages);
  }

  private static long waiting(String queue) {
    return redis.connection().llen(queue);
  }

  private static String workers(String name, String... lines) {
    return pool(
        name, Stream.concat(Stream.of(lines), Conformance.LINES.stream()).toArray(String[]::new));
  }
}
