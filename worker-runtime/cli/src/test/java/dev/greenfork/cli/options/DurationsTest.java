package dev.greenfork.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

  private final Durations durations = new Durations();

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "1h30m, PT1H30M",
    "500ms, PT0.5S",
    "1m500ms, PT1M0.5S",
    "30, PT30S",
    "0.5, PT0.5S",
    "0, PT0S"
  })
  void reads_units_and_plain_seconds(String text, Duration duration) {
    assertThat(durations.convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1x", "-1", "1h 2m", "99999999999999999999h", "1.5h"})
  void says_how_a_duration_is_written(String text) {
    assertThatThrownBy(() -> durations.convert(text)).hasMessageContaining("duration");
  }
}
