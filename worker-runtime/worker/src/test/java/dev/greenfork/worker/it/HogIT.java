package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskTimeoutException;
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

  /** A probe that takes longer is not waited for. */
  private static final Duration LATEST = Duration.ofSeconds(3);

  private static final Long NEVER = Long.MAX_VALUE;

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
      List<AsyncResult<Long>> hogs = othersStartInTimeBesideHogs();
      assertThat(hogs).noneMatch(AsyncResult::isReady);
      assertThat(read(worker, "greenfork_carriers_added")).isGreaterThanOrEqualTo(HOGS);
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
  void the_same_check_fails_without_the_watchdog() {
    start(false);

    assertThatThrownBy(this::othersStartInTimeBesideHogs)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("start delays in ms")
        .hasMessageContaining("none within");
  }

  private List<AsyncResult<Long>> hog() {
    List<TaskCall> calls =
        IntStream.range(0, HOGS).mapToObj(i -> TaskCall.of("green.hog")).toList();
    return fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();
  }

  private static List<TaskCall> probes(int count) {
    return IntStream.range(0, count).mapToObj(i -> TaskCall.of("green.time")).toList();
  }

  /** Starts the hogs, and from a second later on looks how late others start. */
  private List<AsyncResult<Long>> othersStartInTimeBesideHogs() throws InterruptedException {
    long usual = percentile95(startDelays());
    List<AsyncResult<Long>> hogs = hog();
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> hogs.stream().noneMatch(AsyncResult::isReady));
    List<Long> delays = startDelays();
    assertThat(percentile95(delays))
        .as(
            "start delays in ms, %d without hogs: %s",
            usual, delays.contains(NEVER) ? "none within " + LATEST : delays)
        .isLessThan(250 + 10 * usual);
    return hogs;
  }

  /** Milliseconds from sending to start, one after the other until one does not start. */
  private List<Long> startDelays() throws InterruptedException {
    List<Long> delays = new ArrayList<>();
    for (TaskCall probe : probes(PROBES)) {
      long sent = System.currentTimeMillis();
      try {
        delays.add(fixture.client.send(probe, Long.class).get(LATEST) - sent);
      } catch (TaskTimeoutException e) {
        return List.of(NEVER);
      }
    }
    return delays;
  }

  private static long percentile95(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, sorted.size() * 95 / 100 - 1));
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
