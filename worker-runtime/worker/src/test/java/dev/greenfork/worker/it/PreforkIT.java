package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What only the prefork pool promises, against a real Redis. */
final class PreforkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  @Test
  void loses_only_the_task_of_a_child_that_dies() throws Exception {
    fixture.start(PoolType.PREFORK, 1);

    assertThatThrownBy(() -> call("it.exit", JsonNode.class))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("WorkerLostError");
              assertThat(e.module()).isEqualTo("billiard.exceptions");
              assertThat(e.getMessage()).contains("exitcode 3");
            });
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @Test
  void replaces_a_child_that_is_killed_while_it_waits() throws Exception {
    fixture.start(PoolType.PREFORK, 1);
    long pid = pid();

    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    child.destroyForcibly();
    await().until(() -> !child.isAlive());

    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @Test
  void replaces_a_child_after_its_number_of_tasks() throws Exception {
    ChildOptions two = new ChildOptions(List.of(), 2, null);
    fixture.start(new PoolOptions(PoolType.PREFORK, 1, TimeLimits.NONE, two));

    List<Long> pids = List.of(pid(), pid(), pid());

    assertThat(pids.get(0)).isEqualTo(pids.get(1)).isNotEqualTo(pids.get(2));
  }

  @Test
  void replaces_a_child_that_has_grown_too_large() throws Exception {
    fixture.start(bounded(480));
    long first = pid();

    call("it.grow", Integer.class, 100);
    assertThat(pid()).isEqualTo(first);
    // A child has some 80 MiB itself: it is then between the 450 MiB after which it is replaced
    // and the 480 MiB at which it is killed.
    call("it.grow", Integer.class, 285);

    assertThat(pid()).isNotEqualTo(first);
  }

  @Test
  void kills_a_child_that_grows_too_large_under_its_task_and_says_so() throws Exception {
    fixture.startFailing(bounded(160));

    assertThatThrownBy(() -> call("it.grow_and_sleep", JsonNode.class, 400))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("WorkerLostError");
              assertThat(e.getMessage())
                  .containsPattern(
                      "resident memory of \\d+ MiB has passed memoryPerChild \\(160 MiB");
            });
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
  }

  @Test
  void says_of_what_a_child_died_and_leaves_nothing_of_it() throws Exception {
    fixture.startFailing(bounded(160));

    assertThatThrownBy(() -> call("it.segfault", JsonNode.class))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e.getMessage()).contains("SIGSEGV (0xb) at pc=", "in C  [libc.so.6+"));
    assertThatThrownBy(() -> call("it.kill_self", JsonNode.class))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e.getMessage()).contains("signal 9 (SIGKILL)"));
    assertThatThrownBy(() -> call("it.fill_heap", JsonNode.class))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.getMessage()).contains("exitcode 3"));
    assertThat(call("it.echo", String.class, "next")).isEqualTo("next");
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.toString().endsWith(".crash"))).isEmpty();
    }
  }

  @Test
  void fails_what_was_acknowledged_before_its_child_died_and_never_delivers_it_again() {
    fixture.start(PoolType.PREFORK, 1);

    assertThatThrownBy(() -> call("it.early_exit", JsonNode.class))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("WorkerLostError"));
    assertThat(fixture.recorded()).isZero();
    assertThat(fixture.redis.ask("LLEN celery")).isEqualTo(":0\r\n");
  }

  @Test
  void lets_the_kernel_choose_children_first() throws Exception {
    fixture.start(PoolType.PREFORK, 1);
    int own = Integer.parseInt(Files.readString(Path.of("/proc/self/oom_score_adj")).strip());

    assertThat(call("it.oom_score", Integer.class)).isEqualTo(Math.min(1000, own + 300));
  }

  @Test
  void keeps_the_broker_and_other_variables_from_its_children() throws Exception {
    fixture.start(
        new PoolOptions(
            PoolType.PREFORK, 1, TimeLimits.NONE, new ChildOptions(List.of("USER*"), null, null)));

    JsonNode found = call("it.surroundings", JsonNode.class);

    assertThat(found.toString()).doesNotContain("redis://");
    JsonNode environment = found.get("environment");
    assertThat(environment.size()).isLessThanOrEqualTo(10);
    assertThat(environment.fieldNames())
        .toIterable()
        .filteredOn(name -> name.startsWith("GREENFORK_"))
        .containsExactly("GREENFORK_CHILD");
    // Its socket, and one that the JDK keeps to close sockets with; none of the parent's.
    assertThat(found.get("descriptors"))
        .map(JsonNode::textValue)
        .filteredOn(target -> target.startsWith("socket:"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void brings_what_children_log_and_print_into_its_own_log() throws Exception {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(events);
    try {
      fixture.start(PoolType.PREFORK, 1);

      assertThat(call("it.print", String.class)).isEqualTo("done");

      await()
          .untilAsserted(
              () ->
                  assertThat(List.copyOf(events.list))
                      .filteredOn(event -> event.getThreadName().startsWith("greenfork-child-1/"))
                      .filteredOn(
                          event -> "it.print".equals(event.getMDCPropertyMap().get("task_name")))
                      .extracting(ILoggingEvent::getFormattedMessage)
                      .contains("printed", "logged"));
    } finally {
      root.detachAppender(events);
    }
  }

  private static PoolOptions bounded(long mib) {
    ChildOptions bounded = new ChildOptions(List.of(), null, mib << 20);
    return new PoolOptions(PoolType.PREFORK, 1, TimeLimits.NONE, bounded);
  }

  private long pid() throws InterruptedException {
    return call("it.surroundings", JsonNode.class).get("pid").longValue();
  }

  private <T> T call(String task, Class<T> type, Object... args) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, args), type).get(PATIENCE);
  }
}
