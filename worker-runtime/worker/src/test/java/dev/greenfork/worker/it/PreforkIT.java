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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What only the prefork pool promises, against a real Redis. */
final class PreforkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WorkerFixture fixture = new WorkerFixture();

  @AfterEach
  void close_and_look_for_leaks() {
    fixture.close();
    Leaks.assertNone();
  }

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
    ChildOptions small = new ChildOptions(List.of(), null, 64L << 20);
    fixture.start(new PoolOptions(PoolType.PREFORK, 1, TimeLimits.NONE, small));

    // A JVM with Jackson is larger than that after its first task.
    assertThat(pid()).isNotEqualTo(pid());
  }

  @Test
  void keeps_the_broker_and_other_variables_from_its_children() throws Exception {
    fixture.start(
        new PoolOptions(
            PoolType.PREFORK, 1, TimeLimits.NONE, new ChildOptions(List.of("USER*"), null, null)));

    JsonNode found = call("it.surroundings", JsonNode.class);

    assertThat(found.toString()).doesNotContain("redis://", "GREENFORK_");
    assertThat(found.get("environment").size()).isLessThanOrEqualTo(10);
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

  private long pid() throws InterruptedException {
    return call("it.surroundings", JsonNode.class).get("pid").longValue();
  }

  private <T> T call(String task, Class<T> type, Object... args) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, args), type).get(PATIENCE);
  }
}
