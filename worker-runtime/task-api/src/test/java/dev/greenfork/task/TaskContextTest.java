package dev.greenfork.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.task.index.TaskScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaskContextTest {

  private final List<Call> sent = new ArrayList<>();
  private @Nullable Instant deadline;

  private final TaskContext context =
      new TaskContext() {
        @Override
        public String id() {
          return "1";
        }

        @Override
        public String name() {
          return "t";
        }

        @Override
        public int retries() {
          return 0;
        }

        @Override
        public String queue() {
          return "celery";
        }

        @Override
        public Optional<Instant> deadline() {
          return Optional.ofNullable(deadline);
        }

        @Override
        public String send(Call call) {
          sent.add(call);
          return "child";
        }
      };

  @Test
  void is_there_only_while_a_task_runs() {
    TaskContext seen = TaskScope.call(context, TaskContext::current);

    assertThat(seen).isSameAs(context);
    assertThatThrownBy(TaskContext::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hand it on");
  }

  @Test
  void sends_by_position_and_by_name() {
    context.send("other", List.of(1), "q");
    context.send("other", Map.of("x", 1), "q");

    assertThat(sent)
        .containsExactly(
            Call.of("other", 1).to("q"), Call.of("other").with(Map.of("x", 1)).to("q"));
  }

  @Test
  void keeps_all_that_is_said_about_a_retry() {
    IllegalStateException reason = new IllegalStateException("busy");

    RetryTask retry =
        context
            .retry(Duration.ofSeconds(3), reason)
            .atMost(7)
            .withArgs(1, null)
            .withKwargs(Map.of("x", 2));

    assertThat(retry).hasCause(reason).hasMessage("Retry in 3.0 s");
    assertThat(retry.after()).contains(Duration.ofSeconds(3));
    assertThat(retry.at()).isEmpty();
    assertThat(retry.maxRetries()).contains(7);
    assertThat(retry.args().orElseThrow()).hasSize(2);
    assertThat(retry.kwargs()).contains(Map.of("x", 2));
    assertThat(context.retry(Instant.EPOCH).at()).contains(Instant.EPOCH);
    assertThat(context.retry(reason).after()).isEmpty();
  }

  @Test
  void lets_a_loop_go_on_until_the_deadline() {
    context.checkDeadline();
    deadline = Instant.now().plusSeconds(60);
    context.checkDeadline();

    deadline = Instant.now().minusMillis(1);

    assertThatThrownBy(context::checkDeadline)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("t[1]")
        .hasMessageContaining(deadline.toString());
  }

  @Test
  void ends_a_loop_whose_thread_is_interrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(context::checkDeadline).isInstanceOf(DeadlineExceededException.class);
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }
  }

  @Test
  void refuses_a_retry_in_the_past_and_a_call_without_a_name() {
    assertThatThrownBy(() -> context.retry(Duration.ofSeconds(-1)))
        .hasMessageContaining("Duration.ZERO");
    assertThatThrownBy(() -> context.retry().atMost(-2)).hasMessageContaining("use -1");
    assertThatThrownBy(() -> Call.of(" ")).hasMessageContaining("name of a task");
  }
}
