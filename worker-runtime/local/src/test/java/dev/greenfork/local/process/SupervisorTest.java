package dev.greenfork.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.local.plan.BrokerPlan;
import dev.greenfork.local.plan.PoolPlan;
import dev.greenfork.local.plan.Server;
import dev.greenfork.local.plan.WorkerPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Shells shells = new Shells();
  private final Supervisor supervisor =
      new Supervisor(WorkerPlan.of(pool()), shells, () -> Objects.requireNonNull(now.get()));
  private final Replica replica = supervisor.replicas().getFirst();

  @AfterEach
  void nothing_is_left() {
    supervisor.kill();
    await().until(() -> replica.httpPort() == null);
  }

  @Test
  void a_worker_that_dies_is_started_again_after_a_pause_that_grows() {
    shells.script = "echo no more; exit 3";
    supervisor.tick();
    endOfProcess();
    assertThat(replica.state()).isEqualTo(Replica.State.WAITING);
    assertThat(replica.trouble()).isEqualTo("its process ended with status 3\nno more");

    pass(Duration.ofMillis(900));
    assertThat(replica.restarts()).isZero();
    pass(Duration.ofMillis(200));
    assertThat(replica.restarts()).isEqualTo(1);
    endOfProcess();

    pass(Duration.ofMillis(1100));
    assertThat(replica.restarts()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(replica.restarts()).isEqualTo(2);
    assertThat(shells.ended).isEqualTo(2);
  }

  @Test
  void a_stop_lets_a_worker_drain_and_a_second_one_tells_it_again() {
    shells.script =
        "trap 'told=$((told + 1)); echo told $told; [ $told = 2 ] && exit 0' TERM; echo there; while :; do sleep 0.02; done";
    supervisor.tick();
    await().until(() -> shells.lines().contains("there"));
    supervisor.ready(replica);
    assertThat(replica.state()).isEqualTo(Replica.State.READY);

    supervisor.stop();
    await().until(() -> shells.lines().contains("told 1"));
    supervisor.tick();
    assertThat(replica.state()).isEqualTo(Replica.State.DRAINING);
    assertThat(supervisor.drainTime()).isEqualTo(Duration.ofSeconds(35));

    supervisor.stop();
    endOfProcess();
    assertThat(supervisor.ended()).isTrue();
    assertThat(shells.lines()).contains("told 2");
  }

  @Test
  void a_worker_that_waits_for_its_restart_ends_at_once() {
    shells.script = "exit 1";
    supervisor.tick();
    endOfProcess();

    supervisor.stop();

    assertThat(supervisor.ended()).isTrue();
  }

  private void endOfProcess() {
    await().until(() -> replica.httpPort() == null);
    supervisor.tick();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> Objects.requireNonNull(instant).plus(time));
    supervisor.tick();
  }

  private static PoolPlan pool() {
    WorkerPoolSpec spec =
        new WorkerPoolSpec(
            PoolType.GREEN,
            1,
            "x",
            "main",
            null,
            1,
            null,
            null,
            "5s",
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    BrokerPlan broker =
        new BrokerPlan("main", new Server("redis://h", "", null), null, Duration.ofHours(1));
    return new PoolPlan("io", spec, broker, Map.of());
  }

  /** Starts a shell in the place of a worker. */
  private static final class Shells implements Replica.Starter {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private String script = "";
    private int ended;

    @Override
    public WorkerProcess start(WorkerPlan plan) throws IOException {
      return WorkerProcess.start(
          plan.name(), new ProcessBuilder("/bin/sh", "-c", script), lines::add);
    }

    @Override
    public void ended(WorkerProcess process) {
      ended++;
    }

    List<String> lines() {
      return lines;
    }
  }
}
