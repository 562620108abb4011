package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LamportClockTest {

  private final LamportClock clock = new LamportClock();

  @Test
  void passes_time_for_each_thing_that_is_sent() {
    assertThat(clock.forward()).isEqualTo(1);
    assertThat(clock.forward()).isEqualTo(2);
    assertThat(clock.value()).isEqualTo(2);
  }

  @Test
  void is_later_than_all_that_was_received() {
    assertThat(clock.adjust(10)).isEqualTo(11);
    assertThat(clock.adjust(3)).isEqualTo(12);
    assertThat(clock.forward()).isEqualTo(13);
  }
}
