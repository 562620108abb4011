package dev.greenfork.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.protocol.PythonExceptions;
import dev.greenfork.task.Kind;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import java.math.BigInteger;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceTest {

  @Test
  void the_index_lists_the_tasks_with_their_kinds() {
    List<TaskDefinition> tasks =
        ServiceLoader.load(TaskIndex.class).stream()
            .flatMap(index -> index.get().tasks().stream())
            .toList();

    assertThat(tasks)
        .extracting(TaskDefinition::name)
        .map(name -> name.substring("conformance.".length()))
        .containsExactlyInAnyOrder(
            "echo",
            "add",
            "sum",
            "sleep",
            "burn",
            "fail",
            "retry",
            "allocate",
            "exit",
            "hog",
            "swallow",
            "wait_for_retry",
            "flaky",
            "backoff",
            "limited",
            "ignored",
            "tracked",
            "bounded",
            "early",
            "spawn",
            "recorded",
            "recorded_io",
            "recorded_cpu",
            "recorded_prefork",
            "replaced",
            "scattered",
            "more",
            "surroundings",
            "alarm");
    assertThat(tasks)
        .filteredOn(task -> task.kind() == Kind.CPU)
        .extracting(TaskDefinition::name)
        .containsExactlyInAnyOrder("conformance.burn", "conformance.recorded_cpu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ValueError",
        "TypeError",
        "IndexError",
        "LookupError",
        "ArithmeticError",
        "MemoryError",
        "NotImplementedError",
        "RecursionError",
        "TimeoutError",
        "ConnectionRefusedError",
        "EOFError",
        "FileNotFoundError",
        "OSError",
        "RuntimeError"
      })
  void a_builtin_fails_as_the_exception_that_a_python_client_sees_as_that_builtin(String builtin) {
    assertThat(PythonExceptions.describe(Exceptions.make(builtin, "m")).type()).isEqualTo(builtin);
  }

  @Test
  void a_name_that_is_no_exception_says_what_to_give() {
    assertThatThrownBy(() -> Exceptions.make("java.lang.String", "m"))
        .isInstanceOf(UnknownExceptionType.class)
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void whole_numbers_add_up_exactly_and_others_as_doubles() {
    ValueTasks values = new ValueTasks();

    assertThat(values.add(Long.MAX_VALUE, 1)).isEqualTo(new BigInteger("9223372036854775808"));
    assertThat(values.sum(List.of(1, 2.5))).isEqualTo(3.5);
    assertThat(values.sum(List.of())).isEqualTo(0);
  }
}
