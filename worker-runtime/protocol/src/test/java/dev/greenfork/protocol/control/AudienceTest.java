package dev.greenfork.protocol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.protocol.control.ControlRequest.Audience;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AudienceTest {

  @Test
  void is_everybody_without_a_list_and_a_pattern() {
    assertThat(Audience.ALL.includes("w1@host")).isTrue();
    assertThat(new Audience(List.of(), null, null).includes("w1@host")).isTrue();
    assertThat(new Audience(null, "x", null).includes("w1@host")).isTrue();
    assertThat(Audience.of(List.of("w2@host")).includes("w1@host")).isFalse();
    assertThat(Audience.of(List.of("w2@host", "w1@host")).includes("w1@host")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "w*, true",
    "*@host, true",
    "w?@h*t, true",
    "w[12]@host, true",
    "w[!12]@host, false",
    "w[2-3]@host, false",
    "w1, false",
    "w1@host.x, false",
    "w1.host, false",
    "w[1@host, false",
    "**w1@host**, true"
  })
  void matches_a_glob_like_a_shell(String pattern, boolean included) {
    assertThat(new Audience(null, pattern, "glob").includes("w1@host")).isEqualTo(included);
  }

  @ParameterizedTest
  @CsvSource({"w\\d@, true", "^w1@host$, true", "host, false", ".*host, true"})
  void matches_a_regular_expression_from_the_start(String pattern, boolean included) {
    assertThat(new Audience(null, pattern, "pcre").includes("w1@host")).isEqualTo(included);
  }

  @ParameterizedTest
  @CsvSource({"pcre, '('", "pcre, (a*)*(a*)*(a*)*(a*)*(a*)*b", "soundex, w1"})
  void refuses_patterns_that_cannot_be_used(String matcher, String pattern) {
    assertThatThrownBy(() -> new Audience(null, pattern, matcher).includes("a".repeat(200)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
