package dev.greenfork.task.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextFormsTest {

  @ParameterizedTest
  @CsvSource({"10,10", "10/s,10", "100/m,1.6666667", "36/h,0.01", "0.5/s,0.5", "' 2/M ',0.0333333"})
  void reads_a_rate_as_celery_does(String text, double perSecond) {
    assertThat(RateLimit.parse(text).orElseThrow().perSecond()).isCloseTo(perSecond, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0/m", "0.0/h"})
  void reads_zero_as_no_limit(String text) {
    assertThat(RateLimit.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1/s", "10/d", "10/", "1e9", "NaN", "9999999999"})
  void refuses_what_is_no_rate(String text) {
    assertThatThrownBy(() -> RateLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("100/m");
  }

  @ParameterizedTest
  @CsvSource({"db:20,db,20", "geo.api_v2-eu:1,geo.api_v2-eu,1", "x:100000,x,100000"})
  void reads_a_limit_of_a_resource(String text, String resource, int most) {
    assertThat(ResourceLimit.parse(text)).isEqualTo(new ResourceLimit(resource, most));
    assertThat(ResourceLimit.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db", "db:", ":5", "db:0", "db:-1", "db:1000000", "db 5", "a b:5"})
  void refuses_what_is_no_limit_of_a_resource(String text) {
    assertThatThrownBy(() -> ResourceLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "1h30m,5400000", "1m500ms,60500", "0s,0"})
  void reads_a_time(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5s", "5 s", "5d", "1.5s", "999999999h"})
  void refuses_what_is_no_time(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
