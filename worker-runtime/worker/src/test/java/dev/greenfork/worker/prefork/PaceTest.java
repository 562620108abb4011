package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  private long now = 5;
  private long slept;
  private final Pace pace =
      new Pace(
          10,
          20,
          () -> now,
          nanos -> {
            slept += nanos;
            now += nanos;
          });

  @Test
  void lets_a_burst_pass_at_once() {
    steps(20);

    assertThat(slept).isZero();
  }

  @Test
  void spaces_what_comes_after_the_burst() {
    steps(20 + 100);

    assertThat(slept).isEqualTo(10 * SECOND);
  }

  @Test
  void saves_up_no_more_than_a_burst() {
    now += 1_000 * SECOND;

    steps(30);

    assertThat(slept).isEqualTo(SECOND);
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      pace.step();
    }
  }
}
