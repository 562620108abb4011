package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The processor time of green tasks by name, as heartbeats tell it. */
final class SamplingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RUNS = 200;

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @Test
  void tells_the_time_of_tasks_that_compute_and_none_of_those_that_wait() throws Exception {
    try (Heartbeats beats = new Heartbeats(fixture.redis.url())) {
      Worker worker =
          fixture.start(
              PoolOptions.of(PoolType.GREEN, 100),
              new WorkerOptions.Events(false, Duration.ofMillis(200)));
      Map<Long, Long> before = carriers();
      List<AsyncResult<Long>> waiting = send("it.sleep", 1_000, 50);
      List<AsyncResult<Long>> computing = send("green.burn", 20, RUNS);
      await(waiting);
      await(computing);
      double used = 0;
      for (var carrier : carriers().entrySet()) {
        used += (carrier.getValue() - before.getOrDefault(carrier.getKey(), 0L)) / 1e9;
      }
      worker.close();

      assertThat(sum(beats, "green.burn", "count")).isEqualTo(RUNS);
      assertThat(sum(beats, "green.burn", "cpu"))
          .as("of %s s of all carriers", used)
          .isBetween(0.7 * used, 1.3 * used);
      assertThat(sum(beats, "it.sleep", "cpu")).isLessThan(0.2 * used);
    }
  }

  private List<AsyncResult<Long>> send(String task, int millis, int count) {
    List<TaskCall> calls =
        IntStream.range(0, count).mapToObj(i -> TaskCall.of(task, millis)).toList();
    return fixture.client.sendAll(calls, Long.class).toCompletableFuture().join();
  }

  private static void await(List<AsyncResult<Long>> results) throws InterruptedException {
    for (AsyncResult<Long> result : results) {
      result.get(PATIENCE);
    }
  }

  private static double sum(Heartbeats beats, String task, String field) {
    return beats.heard().stream()
        .map(Event::fields)
        .mapToDouble(fields -> fields.path("tasks").path(task).path(field).asDouble(0))
        .sum();
  }

  /** Nanoseconds of processor time of each carrier. */
  private static Map<Long, Long> carriers() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> nanos = new HashMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().matches("ForkJoinPool-\\d+-worker-\\d+")) {
        nanos.put(id, threads.getThreadCpuTime(id));
      }
    }
    return nanos;
  }
}
