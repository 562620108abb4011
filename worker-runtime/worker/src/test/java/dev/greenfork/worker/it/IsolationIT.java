package dev.greenfork.worker.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands between tasks and their worker, against a real Redis. */
final class IsolationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void shows_a_tasks_own_state_and_tells_it_that_it_was_revoked(PoolType pool) throws Exception {
    fixture.start(pool, 1);
    AsyncResult<String> result = fixture.client.send(TaskCall.of("iso.progress"), String.class);

    await()
        .untilAsserted(
            () ->
                assertThat(fixture.redis.ask("GET celery-task-meta-" + result.id()))
                    .contains("\"status\": \"PROGRESS\"", "{\"done\": 7}"));
    result.revoke();

    assertThat(result.get(PATIENCE)).isEqualTo("stopped");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void lets_a_task_read_the_result_of_another(PoolType pool) throws Exception {
    fixture.start(pool, 1);
    AsyncResult<JsonNode> other =
        fixture.client.send(TaskCall.of("it.echo", List.of("ü", 1)), JsonNode.class);
    other.get(PATIENCE);

    assertThat(call("iso.read", JsonNode.class, other.id())).hasToString("[\"SUCCESS\",[\"ü\",1]]");
    assertThat(call("iso.read", JsonNode.class, "no-such-task").textValue()).isEqualTo("nothing");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void lets_no_task_store_a_state_that_is_the_workers_to_say(PoolType pool) {
    fixture.start(pool, 1);

    assertThatThrownBy(() -> call("iso.claim", JsonNode.class, "SUCCESS"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("cannot store the state \"SUCCESS\" itself");
  }

  @Test
  void slows_a_task_down_that_sends_in_a_loop_and_loses_nothing() throws Exception {
    fixture.start(PoolType.PREFORK, 1);
    long before = System.nanoTime();

    long sent = call("iso.flood", Long.class, 12_000);

    // 5,000 at once, the rest at 5,000 a second.
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1300));
    assertThat(sent).isEqualTo(12_000);
    assertThat(fixture.redis.ask("LLEN nowhere")).contains("12000");
  }

  @Test
  void fails_a_request_that_is_too_large_and_only_that_one() throws Exception {
    fixture.start(PoolType.PREFORK, 1);

    assertThat(call("iso.large", String.class, 17 << 20))
        .startsWith("Sending task it.echo was not done: 17,8")
        .contains("are more than the 16,777,216");
    assertThat(fixture.redis.ask("LLEN nowhere")).contains(":1");
  }

  @Test
  void gives_up_a_child_that_writes_garbage_and_no_other() throws Exception {
    fixture.start(PoolType.PREFORK, 2);
    AsyncResult<JsonNode> beside =
        fixture.client.send(TaskCall.of("it.sleep", 1500), JsonNode.class);
    await().until(() -> fixture.recorded() > 0);

    AsyncResult<JsonNode> garbage = fixture.client.send(TaskCall.of("iso.garbage"), JsonNode.class);

    assertThat(beside.get(PATIENCE).intValue()).isEqualTo(1500);
    assertThatThrownBy(() -> garbage.get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("WorkerLostError"));
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @Test
  void leaves_nothing_of_the_broker_in_the_memory_of_a_child() throws Exception {
    String password = "secret-" + UUID.randomUUID();
    fixture.redis.ask("ACL SETUSER worker on >" + password + " ~* &* +@all");
    // The host stands in no task, message or class: whatever has it has the URL.
    String address = "127.0.0.1:" + fixture.redis.port();
    fixture.start(
        PoolOptions.of(PoolType.PREFORK, 1), "redis://worker:" + password + "@" + address + "/0");

    byte[] heap = dump("nothing");
    byte[] telling = dump("the password is " + password);

    assertThat(holds(heap, "iso.dump")).isTrue();
    assertThat(holds(heap, address)).isFalse();
    assertThat(holds(heap, password)).isFalse();
    assertThat(holds(telling, password)).as("it would be found").isTrue();
  }

  /** The memory of the child while a task runs in it that was told this. */
  private byte[] dump(String told) throws Exception {
    Path file = folder.resolve(UUID.randomUUID() + ".hprof");
    byte[] heap = Files.readAllBytes(Path.of(call("iso.dump", String.class, file, told)));
    Files.delete(file);
    return heap;
  }

  /** In any form that Java keeps texts in. */
  private static boolean holds(byte[] heap, String text) {
    return Stream.of(ISO_8859_1, UTF_16LE, UTF_16BE)
        .anyMatch(form -> contains(heap, text.getBytes(form)));
  }

  private static boolean contains(byte[] heap, byte[] part) {
    int last = heap.length - part.length;
    for (int i = 0; i <= last; i++) {
      if (heap[i] == part[0] && Arrays.equals(heap, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private <T> T call(String task, Class<T> type, Object... args) throws InterruptedException {
    Object[] plain =
        Arrays.stream(args).map(arg -> arg instanceof Path path ? path.toString() : arg).toArray();
    return fixture.client.send(TaskCall.of(task, plain), type).get(PATIENCE);
  }
}
