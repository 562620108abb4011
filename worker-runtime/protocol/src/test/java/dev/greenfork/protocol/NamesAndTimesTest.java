package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesAndTimesTest {

  @ParameterizedTest
  @CsvSource({"-3,0", "0,0", "2,0", "3,3", "5,3", "6,6", "8,6", "9,9", "12,9"})
  void takes_the_largest_step_not_above_the_priority(int priority, int step) {
    assertThat(QueueKeys.step(priority)).isEqualTo(step);
  }

  @Test
  void names_keys_as_kombu_does() {
    assertThat(QueueKeys.list("feeds", 0)).isEqualTo("feeds");
    assertThat(QueueKeys.list("feeds", 3)).isEqualTo("feeds\u0006\u00163");
    assertThat(QueueKeys.binding("feeds")).isEqualTo("feeds\u0006\u0016\u0006\u0016feeds");
    assertThat(QueueKeys.resultPrefix("app")).isEqualTo("app_");
    assertThat(QueueKeys.resultPrefix("app:")).isEqualTo("app:");
    assertThat(QueueKeys.resultPrefix("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T06:45:44.838186+00:00,2026-11-23T06:45:44.838186Z",
    "2026-11-23T06:45:44,2026-11-23T06:45:44Z",
    "2026-11-23 06:45:44,2026-11-23T06:45:44Z",
    "2026-11-23T06:45Z,2026-11-23T06:45:00Z",
    "2026-11-23T08:45:44.5+02:00,2026-11-23T06:45:44.500Z"
  })
  void reads_the_times_that_python_writes(String text, String instant) {
    assertThat(PythonTime.parse(text)).contains(Instant.parse(instant));
  }

  @Test
  void writes_times_as_python_does_and_refuses_others() {
    assertThat(PythonTime.format(Instant.parse("2026-11-23T06:45:44.838186999Z")))
        .isEqualTo("2026-11-23T06:45:44.838186+00:00");
    assertThat(PythonTime.format(Instant.parse("2026-11-23T06:45:00Z")))
        .isEqualTo("2026-11-23T06:45:00+00:00");
    assertThat(PythonTime.parse("+99999-01-01T00:00")).isEmpty();
    assertThat(PythonTime.parse("soon")).isEmpty();
  }
}
