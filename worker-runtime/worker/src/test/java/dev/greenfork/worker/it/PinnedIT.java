package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Green tasks that are blocked where they cannot leave their carriers, against a real Redis. */
final class PinnedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  private final Logger watchdog = (Logger) LoggerFactory.getLogger("greenfork.watchdog");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    watchdog.addAppender(lines);
  }

  @AfterEach
  void end() {
    watchdog.detachAppender(lines);
  }

  @Test
  void names_who_initialises_a_class_and_who_waits_for_that() throws Exception {
    Worker worker = fixture.start(PoolType.GREEN, 10);
    List<AsyncResult<Long>> pinned =
        List.of(
            fixture.client.send(TaskCall.of("green.pinned"), Long.class),
            fixture.client.send(TaskCall.of("green.pinned"), Long.class));

    awaitPinned(worker, "green.pinned");
    for (AsyncResult<Long> each : pinned) {
      each.get(PATIENCE);
    }

    assertThat(findings("Task green.pinned["))
        .hasSize(2)
        .allMatch(line -> line.contains("is pinned"))
        .anyMatch(
            line -> line.contains("in the class initialiser of " + GreenTasks.class.getName()))
        .anyMatch(line -> line.contains("initialiser of a class that another thread is in"));
  }

  @Test
  void names_who_sleeps_below_native_code() throws Exception {
    AbusiveTasks.sleepBelowNativeCode(0); // The first call computes for long.
    Worker worker = fixture.start(PoolType.GREEN, 10);

    AsyncResult<Long> pinned = fixture.client.send(TaskCall.of("green.native"), Long.class);

    awaitPinned(worker, "green.native");
    pinned.get(PATIENCE);
    assertThat(findings("Task green.native["))
        .singleElement()
        .asString()
        .contains("is pinned", "by native code", "compareSlowly");
  }

  private List<String> findings(String start) {
    return List.copyOf(lines.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith(start))
        .toList();
  }

  private static void awaitPinned(Worker worker, String task) {
    String label = "{task=\"" + task + "\"}";
    await()
        .atMost(PATIENCE)
        .until(() -> read(worker, "greenfork_carrier_pinned_seconds_total" + label) > 0.5);
    assertThat(read(worker, "greenfork_carrier_hog_seconds_total" + label)).isNaN();
  }

  private static double read(Worker worker, String metric) {
    return Metrics.read(worker.httpPort(), metric);
  }
}
