package dev.greenfork.worker.admission;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant now = NOW;
  private final Waiting waiting = new Waiting(() -> now, new ResourceLimits(List.of()));

  @Test
  void gives_out_runs_when_they_are_due_the_earliest_first() {
    Waiting.Held late = held("late", 3);
    Waiting.Held soon = held("soon", 2);
    assertThat(waiting.hold(late)).isTrue();
    assertThat(waiting.hold(soon)).isTrue();

    assertThat(waiting.pollDue()).isNull();
    assertThat(waiting.untilDue(Duration.ofMinutes(1))).isEqualTo(SECOND.multipliedBy(2));
    assertThat(waiting.untilDue(SECOND)).isEqualTo(SECOND);

    now = NOW.plusSeconds(4);
    assertThat(waiting.untilDue(SECOND)).isZero();
    assertThat(waiting.pollDue()).isSameAs(soon);
    assertThat(waiting.pollDue()).isSameAs(late);
    assertThat(waiting.pollDue()).isNull();
    assertThat(waiting.untilDue(SECOND)).isEqualTo(SECOND);
  }

  @Test
  void leaves_what_is_due_in_more_than_five_seconds_to_the_broker() {
    assertThat(waiting.hold(held("near", 5))).isTrue();
    assertThat(waiting.hold(held("far", 6))).isFalse();
    assertThat(waiting.elsewhere(NOW.plusSeconds(6))).isEqualTo(NOW.plusSeconds(6));
  }

  @Test
  void is_bounded_and_lets_nothing_come_back_at_once_when_it_is_full() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(waiting.hold(held("r" + i, 1))).isTrue();
    }
    assertThat(waiting.hold(held("one too many", 1))).isFalse();
    assertThat(waiting.elsewhere(NOW)).isEqualTo(NOW.plusSeconds(1));
    assertThat(waiting.size()).isEqualTo(10_000);
  }

  @Test
  void gives_out_each_of_them_once_when_drained() {
    Waiting.Held held = held("one", 1);
    waiting.hold(held);

    assertThat(waiting.all()).containsExactly(held);
    assertThat(waiting.drain()).containsExactly(held.run());
    assertThat(waiting.drain()).isEmpty();
    assertThat(waiting.size()).isZero();
  }

  private static Waiting.Held held(String id, int seconds) {
    TaskMessage message = message("t", id, "[]");
    Run run =
        new Run(
            delivery(message), message, Definitions.task("t", (self, a) -> null), TimeLimits.NONE);
    return new Waiting.Held(run, NOW.plusSeconds(seconds), false);
  }
}
