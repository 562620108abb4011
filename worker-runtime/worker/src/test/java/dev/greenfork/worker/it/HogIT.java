package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Green tasks that do not let go of their carriers, against a real Redis. Times are compared with
 * those of the same worker a moment before: {@code bench/green-hogs} takes plain ones.
 */
final class HogIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BEAT = Duration.ofMillis(250);
  private static final int HOGS = Runtime.getRuntime().availableProcessors() + 2;
  private static final int PROBES = 40;

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @BeforeEach
  void let_hogs_run() {
    GreenTasks.hogging(true);
  }

  @AfterEach
  void end_the_hogs() {
    GreenTasks.hogging(false);
  }

  @Test
  void others_start_in_time_and_heartbeats_go_on_while_more_hog_than_there_are_carriers()
      throws Exception {
    Worker worker = start(true);
    try (Heartbeats beats = new Heartbeats(fixture.redis.url())) {
      long usual = percentile95(startDelays());
      List<AsyncResult<Long>> hogs = hog();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> read(worker, "greenfork_carriers_added") >= HOGS);

      List<Long> delays = startDelays();

      assertThat(hogs).noneMatch(AsyncResult::isReady);
      assertThat(percentile95(delays))
          .as("start delays in ms, %d without hogs: %s", usual, delays)
          .isLessThan(250 + 10 * usual);
      assertThat(beats.longestGap()).isLessThan(BEAT.multipliedBy(8));
      assertThat(beats.answersPing()).isTrue();
      await()
          .until(() -> read(worker, "greenfork_carrier_hog_seconds_total{task=\"green.hog\"}") > 2);
      GreenTasks.hogging(false);
      for (AsyncResult<Long> each : hogs) {
        each.get(PATIENCE);
      }
    }
  }

  @Test
  void without_the_watchdog_they_wait_for_the_hogs() throws Exception {
    Worker worker = start(false);
    hog();
    await().until(() -> read(worker, "greenfork_tasks_running") == HOGS);

    List<AsyncResult<Long>> probes =
        fixture.client.sendAll(probes(5), Long.class).toCompletableFuture().join();

    await()
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> probes.stream().noneMatch(AsyncResult::isReady));
    GreenTasks.hogging(false);
    for (AsyncResult<Long> each : probes) {
      each.get(PATIENCE);
    }
  }

  @Test
  void counts_a_task_that_is_pinned_apart() throws Exception {
    Worker worker = start(true);

    AsyncResult<Long> pinned = fixture.client.send(TaskCall.of("green.pinned"), Long.class);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                read(worker, "greenfork_carrier_pinned_seconds_total{task=\"green.pinned\"}")
                    > 0.5);
    assertThat(read(worker, "greenfork_carrier_hog_seconds_total{task=\"green.pinned\"}")).isNaN();
    pinned.get(PATIENCE);
  }

  private List<AsyncResult<Long>> hog() {
    List<TaskCall> calls =
        IntStream.range(0, HOGS).mapToObj(i -> TaskCall.of("green.hog")).toList();
    return fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();
  }

  private static List<TaskCall> probes(int count) {
    return IntStream.range(0, count).mapToObj(i -> TaskCall.of("green.time")).toList();
  }

  /** Milliseconds from sending to start, one after the other. */
  private List<Long> startDelays() throws InterruptedException {
    List<Long> delays = new ArrayList<>();
    for (TaskCall probe : probes(PROBES)) {
      long sent = System.currentTimeMillis();
      delays.add(fixture.client.send(probe, Long.class).get(PATIENCE) - sent);
    }
    return delays;
  }

  private static long percentile95(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() * 95 / 100 - 1);
  }

  private static double read(Worker worker, String metric) {
    return Metrics.read(worker.httpPort(), metric);
  }

  private Worker start(boolean watchdog) {
    PoolOptions pool =
        new PoolOptions(PoolType.GREEN, 100, TimeLimits.NONE, ChildOptions.DEFAULT, watchdog);
    return fixture.start(pool, new WorkerOptions.Events(false, BEAT));
  }
}
