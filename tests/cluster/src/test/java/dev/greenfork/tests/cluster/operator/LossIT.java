package dev.greenfork.tests.cluster.operator;

import static dev.greenfork.tests.cluster.support.Manifests.broker;
import static dev.greenfork.tests.cluster.support.Manifests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.tests.cluster.support.Conformance;
import dev.greenfork.tests.cluster.support.NodeProcesses;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.RunLedger;
import dev.greenfork.tests.cluster.support.TestNamespace;
import dev.greenfork.tests.cluster.support.TestRedis;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of tasks whose worker dies, how soon, and who says so. */
@ExtendWith(OnCluster.class)
class LossIT {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static TestRedis redis;
  private static RunLedger ledger;

  @BeforeAll
  static void make_a_broker(TestNamespace namespace, TestRedis own) {
    redis = own;
    ledger = new RunLedger(redis);
    namespace.apply(broker());
    Conformance.bring(namespace);
  }

  @Test
  void a_task_runs_again_within_5_seconds_of_the_death_of_its_process_or_pod(
      TestNamespace namespace) throws InterruptedException {
    namespace.apply(workers("pair", "replicas: 2", "concurrency: 2"));
    namespace.awaitReady("pair");
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      String first = send(client, "celery", 20);
      assertSoonElsewhere(
          "kill -9 of a worker",
          first,
          () -> NodeProcesses.killJvms(pod(namespace, "pair", first).getMetadata().getUid()));

      String second = send(client, "celery", 20);
      assertSoonElsewhere(
          "deletion of a pod with grace 0",
          second,
          () ->
              namespace
                  .client()
                  .resource(pod(namespace, "pair", second))
                  .withGracePeriod(0)
                  .delete());
    }
    assertThat(events(namespace, "pair"))
        .filteredOn(event -> event.getReason().equals("WorkerEnded"))
        .singleElement()
        .extracting(Event::getMessage)
        .asString()
        .contains("was killed (exit status 137); the kubelet starts it again");
  }

  @Test
  void a_worker_whose_task_goes_on_after_its_hard_limit_is_started_anew_and_says_why(
      TestNamespace namespace) throws InterruptedException {
    namespace.apply(
        workers("hogged", "concurrency: 4", "queues: [hogged]", "limits: {hardTime: 6s}"));
    namespace.awaitReady("hogged");
    String before = namespace.pods("hogged").getFirst().getMetadata().getUid();
    try (GreenforkClient client = GreenforkClient.connect(redis.url())) {
      client.send(TaskCall.of("conformance.hog", 120_000).onQueue("hogged"), Integer.class);
      AsyncResult<Double> other =
          client.send(TaskCall.of("conformance.sleep", 5).onQueue("hogged"), Double.class);

      ContainerStateTerminated end =
          await("the container to be started anew")
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(250))
              .until(() -> lastEnd(namespace, "hogged"), Objects::nonNull);

      assertThat(end.getExitCode()).isEqualTo(75);
      assertThat(end.getMessage())
          .contains("conformance.hog[", "goes on after its hard time limit");
      assertThat(other.get(PATIENCE)).as("others finish").isEqualTo(5.0);
      assertThat(namespace.pods("hogged"))
          .singleElement()
          .returns(before, pod -> pod.getMetadata().getUid());
      namespace.awaitReady("hogged");
      await("the Event")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(events(namespace, "hogged"))
                      .filteredOn(event -> event.getReason().equals("WorkerReplaced"))
                      .singleElement()
                      .extracting(Event::getMessage)
                      .asString()
                      .contains("exit status 75", "conformance.hog["));
      AsyncResult<Double> after =
          client.send(TaskCall.of("conformance.sleep", 0).onQueue("hogged"), Double.class);
      assertThat(after.get(PATIENCE)).isZero();
    }
  }

  @Test
  void another_concurrency_reaches_running_workers_and_later_ones_and_replaces_no_pod(
      TestNamespace namespace) {
    namespace.apply(workers("resized", "concurrency: 3", "queues: [resized]"));
    namespace.awaitReady("resized");
    Pod before = namespace.pods("resized").getFirst();
    await().atMost(PATIENCE).until(() -> slots().equals(List.of(3)));

    namespace.apply(workers("resized", "concurrency: 7", "queues: [resized]"));

    await("the worker to have seven slots").atMost(SOON).until(() -> slots().equals(List.of(7)));
    assertThat(namespace.pods("resized"))
        .singleElement()
        .returns(before.getMetadata().getUid(), pod -> pod.getMetadata().getUid());
    assertThat(events(namespace, "resized"))
        .extracting(Event::getReason)
        .contains("Resized")
        .doesNotContain("RolledOut");

    redis.connection().flushAll();
    NodeProcesses.killJvms(before.getMetadata().getUid());
    await("its successor to have seven slots, although the broker forgot")
        .atMost(PATIENCE)
        .until(() -> lastEnd(namespace, "resized") != null && slots().equals(List.of(7)));
  }

  private static void assertSoonElsewhere(String what, String task, Runnable fault) {
    await("the task to run").atMost(PATIENCE).until(() -> ledger.pods(task).size() == 1);
    long begin = System.nanoTime();
    fault.run();
    await("the task to run again after " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ledger.pods(task).size() == 2);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("%s: the task ran again after %d ms%n", what, took.toMillis());
    assertThat(took).isLessThan(SOON);
  }

  private static String send(GreenforkClient client, String queue, int seconds)
      throws InterruptedException {
    return client
        .send(
            TaskCall.of("conformance.recorded", 1, RunLedger.ADDRESS, seconds).onQueue(queue),
            Integer.class)
        .id();
  }

  /** The pod in which the task runs. */
  private static Pod pod(TestNamespace namespace, String pool, String task) {
    String name = ledger.pods(task).getLast();
    return namespace.pods(pool).stream()
        .filter(pod -> pod.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable ContainerStateTerminated lastEnd(TestNamespace namespace, String pool) {
    return namespace.pods(pool).stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getLastState)
        .map(state -> state.getTerminated())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<Event> events(TestNamespace namespace, String pool) {
    return namespace
        .client()
        .v1()
        .events()
        .inNamespace(namespace.name())
        .withField("involvedObject.name", pool)
        .list()
        .getItems();
  }

  /** How many slots the workers of the pool resized have, as they say at the broker. */
  private static List<Integer> slots() {
    return redis.connection().hgetAll("greenfork:workers").entrySet().stream()
        .filter(worker -> worker.getKey().startsWith("resized@"))
        .map(worker -> worker.getValue().replaceFirst(".*\"concurrency\":(\\d+).*", "$1"))
        .map(Integer::valueOf)
        .toList();
  }

  private static String workers(String name, String... lines) {
    return pool(
        name, Stream.concat(Stream.of(lines), Conformance.LINES.stream()).toArray(String[]::new));
  }
}
