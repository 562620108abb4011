package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.PoolType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers as large as they are in pods, with much to do at once, against a real Redis. */
final class BulkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  /** The heap is what the operator gives a parent. */
  @Test
  void a_parent_bears_children_that_all_send_and_return_large_values() throws Exception {
    int bytes = 8 << 20;
    int children = 8;
    try (OtherWorker worker =
        OtherWorker.start(fixture.redis.url(), PoolType.PREFORK, children, 128)) {
      List<AsyncResult<String>> results = send("iso.bulky", bytes, 3 * children, String.class);

      for (AsyncResult<String> result : results) {
        assertThat(result.get(PATIENCE)).hasSize(bytes);
      }
      assertThat(worker.isAlive()).isTrue();
      assertThat(fixture.redis.ask("LLEN nowhere")).isEqualTo(":" + 6 * children + "\r\n");
    }
  }

  /** Of a container's memory, 70 % are heap. */
  @Test
  void ten_thousand_tasks_wait_at_once_within_the_memory_of_a_pod_of_one_gibibyte()
      throws Exception {
    int tasks = 10_000;
    try (OtherWorker worker = OtherWorker.start(fixture.redis.url(), PoolType.GREEN, tasks, 717)) {
      List<AsyncResult<Boolean>> results = send("green.meet", tasks, tasks, Boolean.class);

      for (AsyncResult<Boolean> result : results) {
        assertThat(result.get(PATIENCE)).isTrue();
      }
      assertThat(mostResident(worker.pid())).isLessThan(1L << 30);
    }
  }

  private static long mostResident(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow();
    }
  }

  private <T> List<AsyncResult<T>> send(String task, long argument, int count, Class<T> type) {
    List<TaskCall> calls =
        IntStream.range(0, count).mapToObj(_ -> TaskCall.of(task, argument)).toList();
    return fixture.client.sendAll(calls, type).toCompletableFuture().join();
  }
}
