package dev.greenfork.worker.arguments;

import static dev.greenfork.worker.Definitions.parameter;
import static dev.greenfork.worker.Definitions.task;
import static dev.greenfork.worker.Messages.array;
import static dev.greenfork.worker.Messages.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentBinderTest {

  /** What {@code add(x, y=10)} is in Python. */
  private static final TaskDefinition ADD =
      task(
          "add", (self, a) -> null, parameter("x", int.class), new Parameter("y", int.class, "10"));

  private final ArgumentBinder binder = new ArgumentBinder(new ValueReader(TaskJson.mapper()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2] | {}               | 1 | 2
          [1]    | {"y": 2}         | 1 | 2
          []     | {"x": 1, "y": 2} | 1 | 2
          [1]    | {}               | 1 | 10
          []     | {"x": 1}         | 1 | 10
          """)
  void fills_parameters_by_position_name_and_default(String args, String kwargs, int x, int y)
      throws Exception {
    assertThat(binder.bind(ADD, array(args), object(kwargs))).containsExactly(x, y);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1, 2, 3] | {}                 | add() takes 2 positional arguments but 3 were given
          []        | {}                 | add() missing 1 required positional argument: 'x'
          [1]       | {"z": 1}           | add() got an unexpected keyword argument 'z'
          [1]       | {"x": 1}           | add() got multiple values for argument 'x'
          ["1"]     | {}                 | add() argument 'x' must be int
          [1.5]     | {}                 | add() argument 'x' must be int
          [null]    | {}                 | add() argument 'x' must be int
          [4294967296] | {}              | add() argument 'x' must be int
          """)
  void says_what_python_says_of_a_wrong_call(String args, String kwargs, String sentence) {
    assertThatThrownBy(() -> binder.bind(ADD, array(args), object(kwargs)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void names_all_missing_arguments() {
    TaskDefinition three =
        task(
            "t",
            (self, a) -> null,
            parameter("a", int.class),
            parameter("b", int.class),
            parameter("c", int.class));

    assertThatThrownBy(() -> binder.bind(three, array("[]"), object("{}")))
        .hasMessage("t() missing 3 required positional arguments: 'a', 'b' and 'c'");
  }

  @Test
  void maps_records_lists_and_times() throws Exception {
    record Feed(String url, int size) {}
    TaskDefinition task =
        task(
            "t",
            (self, a) -> null,
            new Parameter("feeds", new TypeReference<List<Feed>>() {}.getType(), null),
            parameter("at", Instant.class),
            parameter("length", Duration.class));

    assertThat(
            binder.bind(
                task,
                array(
                    """
                    [[{"url": "u", "size": 1, "new": true}], "2026-01-02T03:04:05Z", "PT5S"]
                    """),
                object("{}")))
        .containsExactly(
            List.of(new Feed("u", 1)),
            Instant.parse("2026-01-02T03:04:05Z"),
            Duration.ofSeconds(5));
  }
}
