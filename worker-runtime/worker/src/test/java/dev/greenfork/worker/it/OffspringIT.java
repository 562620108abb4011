package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.SendOptions;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the processes that tasks have started, against a real Redis. */
final class OffspringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"exit,WorkerLostError", "kill -9,WorkerLostError", "stay,TimeLimitExceeded"})
  void ends_with_the_child_however_it_dies(String end, String failure) throws Exception {
    fixture.startFailing(PoolOptions.of(PoolType.PREFORK, 1));

    assertThatThrownBy(() -> leave(end).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo(failure));

    awaitGone(left());
  }

  @Test
  void lives_on_between_tasks_and_ends_with_a_child_that_is_replaced() throws Exception {
    ChildOptions two = new ChildOptions(List.of(), 2, null);
    fixture.start(new PoolOptions(PoolType.PREFORK, 1, TimeLimits.NONE, two));

    assertThat(leave("return").get(PATIENCE).textValue()).isEqualTo("return");
    long left = left();
    assertThat(Processes.live(left)).isTrue();
    for (int i = 0; i < 2; i++) {
      fixture.client.send(TaskCall.of("it.echo", i), JsonNode.class).get(PATIENCE);
    }

    awaitGone(left);
  }

  @Test
  void ends_with_a_worker_that_is_killed() throws Exception {
    try (OtherWorker other = OtherWorker.start(fixture.redis.url(), PoolType.PREFORK, 1)) {
      leave("return").get(PATIENCE);
      long left = left();

      other.killParent();

      awaitGone(left);
    }
  }

  @Test
  void a_ctrl_c_that_reaches_a_child_as_well_does_not_end_its_task() throws Exception {
    try (OtherWorker other = OtherWorker.start(fixture.redis.url(), PoolType.PREFORK, 1)) {
      AsyncResult<Long> result = fixture.client.send(TaskCall.of("it.sleep", 1_500), Long.class);
      await().atMost(PATIENCE).until(() -> fixture.recorded() > 0 && other.children().size() == 1);

      String child = String.valueOf(other.children().getFirst().pid());
      assertThat(new ProcessBuilder("kill", "-INT", child).start().waitFor()).isZero();

      assertThat(result.get(PATIENCE)).isEqualTo(1_500);
      assertThat(other.children()).extracting(ProcessHandle::pid).contains(Long.valueOf(child));
    }
  }

  private AsyncResult<JsonNode> leave(String end) throws InterruptedException {
    List<Object> arguments = List.of(folder.resolve("pid").toString(), end);
    SendOptions limited = SendOptions.DEFAULT.hardLimit(Duration.ofSeconds(3));
    return fixture.client.send(
        new TaskCall("offspring.leave", arguments, Map.of(), limited), JsonNode.class);
  }

  private long left() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
  }

  private static void awaitGone(long pid) {
    await().atMost(Duration.ofSeconds(5)).until(() -> !Processes.live(pid));
  }
}
