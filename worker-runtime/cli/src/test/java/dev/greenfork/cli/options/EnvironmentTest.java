package dev.greenfork.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

final class EnvironmentTest {

  @ParameterizedTest
  @CsvSource({"--broker-file, GREENFORK_BROKER_FILE", "--tasks, GREENFORK_TASKS"})
  void names_the_variable_of_an_option(String option, String variable) {
    assertThat(Environment.variable(option)).isEqualTo(variable);
  }

  @Test
  void takes_the_variable_of_any_long_name() {
    OptionSpec option = OptionSpec.builder("-t", "--time-limit", "--hard-time-limit").build();

    assertThat(environment("GREENFORK_HARD_TIME_LIMIT").defaultValue(option)).isEqualTo("set");
    assertThat(environment("GREENFORK_TIME_LIMIT").defaultValue(option)).isEqualTo("set");
    assertThat(environment("GREENFORK_T").defaultValue(option)).isNull();
  }

  private static Environment environment(String variable) {
    return new Environment(Map.of(variable, "set"));
  }
}
