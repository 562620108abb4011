package dev.greenfork.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StayTest {

  private static final long TICK = Duration.ofMillis(50).toNanos();

  @Test
  void proves_a_hog_once_by_what_it_computes_and_not_by_how_long_a_busy_machine_keeps_it() {
    Stay stay = new Stay(new Sighting(Runs.of("t", "1"), "c1", true), 0);
    for (int i = 1; i <= 40; i++) {
      stay.goOn(true, TICK / 10, i * TICK);
    }
    assertThat(stay.length()).isEqualTo(Duration.ofSeconds(2));
    assertThat(stay.isProven()).isFalse();

    for (int i = 41; i <= 44; i++) {
      stay.goOn(true, TICK, i * TICK);
    }
    assertThat(stay.isProven()).isTrue();
    assertThat(stay.isPinned()).isFalse();
    assertThat(stay.isProven()).as("told once").isFalse();
  }

  @Test
  void proves_a_pin_by_its_length() {
    Stay stay = new Stay(new Sighting(Runs.of("t", "1"), "c1", false), 0);
    stay.goOn(false, 0, 10 * TICK);

    assertThat(stay.isProven()).isTrue();
    assertThat(stay.isPinned()).isTrue();
  }
}
