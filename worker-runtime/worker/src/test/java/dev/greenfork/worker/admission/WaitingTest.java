package dev.greenfork.worker.admission;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Slots slots = new Slots(1);
  private final Waiting waiting = new Waiting(timer, slots, InstantSource.fixed(NOW));
  private final List<Run> started = Collections.synchronizedList(new ArrayList<>());
  private final Run run = run();

  @BeforeEach
  void take_the_slot_of_the_run() throws InterruptedException {
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void starts_one_that_is_due_soon_on_time_and_keeps_its_slot() {
    waiting.hold(run, NOW.plusMillis(20), started::add);

    assertThat(slots.taken()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(started).containsExactly(run));
    assertThat(waiting.size()).isZero();
  }

  @Test
  void gives_back_the_slot_of_one_that_is_due_late() {
    waiting.hold(run, NOW.plusSeconds(60), started::add);

    assertThat(slots.taken()).isZero();
    assertThat(waiting.size()).isEqualTo(1);
    assertThat(waiting.pollDue()).isNull();
  }

  @Test
  void gives_out_each_of_them_once_when_drained() {
    waiting.hold(run, NOW.plusSeconds(1), started::add);

    assertThat(waiting.drain()).containsExactly(run);
    assertThat(waiting.drain()).isEmpty();
    assertThat(slots.taken()).isZero();
    assertThat(started).isEmpty();
  }

  private static Run run() {
    TaskMessage message = message("t", "1", "[]");
    return new Run(
        delivery(message), message, Definitions.task("t", (self, a) -> null), TimeLimits.NONE);
  }
}
