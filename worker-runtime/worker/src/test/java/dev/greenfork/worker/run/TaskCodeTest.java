package dev.greenfork.worker.run;

import static dev.greenfork.worker.Definitions.parameter;
import static dev.greenfork.worker.Definitions.task;
import static dev.greenfork.worker.Messages.array;
import static dev.greenfork.worker.Messages.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.tasks.TaskInstances;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskCodeTest {

  private static final TaskContext CONTEXT = Contexts.of("id-1", "t", 2);

  @Test
  void gives_what_the_task_returns() {
    TaskDefinition task = task("t", (self, a) -> (int) a[0] + 1, parameter("x", int.class));

    assertThat(call(task, "[1]")).isEqualTo(new Outcome.Success(IntNode.valueOf(2)));
  }

  @Test
  void gives_null_for_a_task_without_result() {
    Outcome outcome = call(task("t", (self, a) -> null), "[]");

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Success.class, s -> assertThat(s.result()).isEmpty());
  }

  @Test
  void binds_the_context_to_the_task() {
    TaskDefinition task =
        task("t", (self, a) -> TaskContext.current().id() + TaskContext.current().retries());

    assertThat(call(task, "[]"))
        .isInstanceOfSatisfying(
            Outcome.Success.class, s -> assertThat(s.result().textValue()).isEqualTo("id-12"));
  }

  @Test
  void tells_an_exception_with_a_trace_that_ends_at_the_task() {
    Outcome outcome = call(task("t", (self, a) -> thrower()), "[]");

    assertThat(failure(outcome).exception().type()).isEqualTo("OSError");
    assertThat(failure(outcome).traceback())
        .startsWith("java.io.IOException: no disk\n")
        .endsWith("\n")
        .doesNotContain("TaskCode.call", "ScopedValue");
  }

  @Test
  void tells_wrong_arguments_as_a_type_error() {
    Outcome outcome = call(task("t", (self, a) -> null), "[1]");

    assertThat(failure(outcome).exception().type()).isEqualTo("TypeError");
    assertThat(failure(outcome).exception().module()).isEqualTo("builtins");
  }

  @Test
  void tells_a_result_that_is_no_json_as_an_encode_error() {
    Outcome outcome = call(task("t", (self, a) -> new Object()), "[]");

    assertThat(failure(outcome).exception().type()).isEqualTo("EncodeError");
    assertThat(failure(outcome).exception().message()).contains("java.lang.Object");
  }

  @Test
  void survives_a_result_that_contains_itself() {
    Object[] loop = new Object[1];
    loop[0] = loop;

    assertThat(failure(call(task("t", (self, a) -> loop), "[]")).exception().type())
        .isEqualTo("EncodeError");
  }

  @Test
  void passes_a_wish_for_a_retry_on() {
    TaskDefinition task =
        task(
            "t",
            (self, a) -> {
              throw TaskContext.current().retry(Duration.ofSeconds(3), new IOException("busy"));
            });

    assertThat(call(task, "[]"))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> {
              assertThat(retry.after()).isEqualTo(Duration.ofSeconds(3));
              assertThat(retry.reason().message()).isEqualTo("busy");
            });
  }

  private static Object thrower() throws IOException {
    throw new IOException("no disk");
  }

  private static Outcome call(TaskDefinition task, String args) {
    TaskRegistry registry = TaskRegistry.of(List.of(task));
    try (TaskInstances instances =
        TaskInstances.make(registry, TaskCodeTest.class.getClassLoader())) {
      return new TaskCode(instances, TaskJson.mapper(), Retries.of(TaskJson.mapper()))
          .call(task, array(args), object("{}"), CONTEXT);
    }
  }

  private static Outcome.Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }
}
