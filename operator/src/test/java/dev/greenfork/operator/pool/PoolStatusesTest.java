package dev.greenfork.operator.pool;

import static dev.greenfork.operator.TestPools.broker;
import static dev.greenfork.operator.TestPools.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.pool.PoolStatuses.Sight;
import dev.greenfork.operator.replicas.Standing;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Statement;
import dev.greenfork.operator.workers.Pods;
import dev.greenfork.operator.workers.WorkerPod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolStatusesTest {

  private static final TaskReport TASKS =
      new TaskReport(
          Statement.yes(TaskReport.COMPATIBLE, "Compatible", "each of its 0 tasks has a pool"),
          List.of(),
          null);

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final BrokerView USABLE =
      new BrokerView.Usable(
          broker("{redis: {url: 'redis://redis:6379/0'}}").getSpec(),
          new Condition("BrokerReachable", "True", "Reachable", "answers", 1L, NOW.toString()));
  private static final BrokerView MISSING = new BrokerView.Missing("main");

  private final WorkerPool pool = pool("replicas: 2");

  @Test
  void it_is_ready_when_every_worker_of_the_current_spec_is() {
    assertThat(ready(USABLE, deployment(2, 2)).reason()).isEqualTo("WorkersReady");
    assertThat(ready(USABLE, deployment(2, 1)).reason()).isEqualTo("WorkersStarting");
    assertThat(ready(USABLE, deployment(3, 3)).reason())
        .as("an older worker is still there")
        .isEqualTo("WorkersStarting");
  }

  @Test
  void a_status_of_an_older_deployment_counts_for_nothing() {
    Deployment edited = deployment(2, 2);
    edited.getMetadata().setGeneration(2L);

    assertThat(ready(USABLE, edited).holds()).isFalse();
  }

  @Test
  void a_missing_broker_is_named_and_the_workers_that_run_are_left() {
    assertThat(ready(MISSING, null).message())
        .isEqualTo(
            "there is no Broker named main in this namespace; workers are started when it is there");
    assertThat(ready(MISSING, deployment(2, 2)).message())
        .endsWith("the 2 workers that run are left as they are");
  }

  @Test
  void what_the_api_server_refuses_is_passed_on() {
    WorkerPoolStatus status =
        PoolStatuses.next(
            pool,
            new Sight(
                USABLE,
                new Outcome.Refused(null, "Refused", "unknown field foo"),
                List.of(),
                Standing.fixed(pool),
                TASKS),
            NOW);

    assertThat(condition(status, "Ready").message()).isEqualTo("unknown field foo");
  }

  @Test
  void a_rollout_that_makes_no_progress_is_called_stalled() {
    Deployment stalled =
        new DeploymentBuilder(deployment(2, 1))
            .editStatus()
            .addNewCondition()
            .withType("Progressing")
            .withStatus("False")
            .withReason("ProgressDeadlineExceeded")
            .endCondition()
            .endStatus()
            .build();

    assertThat(ready(USABLE, stalled).reason()).isEqualTo("Stalled");
  }

  @Test
  void what_is_wrong_with_a_worker_is_said_while_workers_are_missing() {
    List<WorkerPod> pods = List.of(Pods.seen("a", Pods.ended("2026-11-23T09:00:00Z", 1)));
    WorkerPoolStatus status =
        PoolStatuses.next(
            pool,
            new Sight(
                USABLE, new Outcome.Left(deployment(2, 1)), pods, Standing.fixed(pool), TASKS),
            NOW);

    assertThat(condition(status, "Ready").reason()).isEqualTo("WorkersFailing");
    assertThat(condition(status, "Ready").message())
        .isEqualTo(
            "1 of 2 workers are ready; feeds-worker-a ended with exit status 1; it is started again");
  }

  @Test
  void the_same_sight_gives_the_same_status_so_that_nothing_is_written() {
    pool.setStatus(next(USABLE, deployment(2, 2)));

    assertThat(
            PoolStatuses.next(
                pool,
                new Sight(
                    USABLE,
                    new Outcome.Left(deployment(2, 2)),
                    List.of(),
                    Standing.fixed(pool),
                    TASKS),
                NOW.plusSeconds(60)))
        .isEqualTo(pool.getStatus());
  }

  @Test
  void the_scale_subresource_finds_what_it_needs() {
    WorkerPoolStatus status = next(USABLE, deployment(2, 1));

    assertThat(status.replicas()).isEqualTo(2);
    assertThat(status.ready()).isEqualTo("1/2");
    assertThat(status.selector())
        .isEqualTo("app.kubernetes.io/instance=feeds,app.kubernetes.io/name=greenfork-worker");
  }

  private Condition ready(BrokerView view, @Nullable Deployment live) {
    return condition(next(view, live), "Ready");
  }

  private WorkerPoolStatus next(BrokerView view, @Nullable Deployment live) {
    return PoolStatuses.next(
        pool, new Sight(view, new Outcome.Left(live), List.of(), Standing.fixed(pool), TASKS), NOW);
  }

  private static Condition condition(WorkerPoolStatus status, String type) {
    return status.condition(type).orElseThrow();
  }

  private static Deployment deployment(int existing, int ready) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("feeds-worker")
        .withGeneration(1L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(1L)
        .withReplicas(existing)
        .withUpdatedReplicas(2)
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }
}
