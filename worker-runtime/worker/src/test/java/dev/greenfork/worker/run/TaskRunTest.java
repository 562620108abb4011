package dev.greenfork.worker.run;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.Sendings;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.revocation.Revocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaskRunTest {

  private final List<String> told = new ArrayList<>();
  private final TaskRun run = run();
  private @Nullable Revocation verdict;
  private final TaskRun.Place place =
      new TaskRun.Place() {
        @Override
        public long pid() {
          return 7;
        }

        @Override
        public void stop(boolean hard) {
          told.add(hard ? "stopped hard" : "stopped");
        }
      };

  @Test
  void tells_only_its_first_end() {
    run.end(new Outcome.Success(IntNode.valueOf(1)));
    run.end(Failures.workerLost("late"));
    run.handBack();

    assertThat(told).containsExactly("success");
    assertThat(run.isOver()).isTrue();
  }

  @Test
  void drops_the_outcome_of_a_run_that_was_handed_back() {
    run.handBack();
    run.end(new Outcome.Success(IntNode.valueOf(1)));

    assertThat(told).containsExactly("handed back");
  }

  @Test
  void ends_as_revoked_instead_of_starting() {
    verdict = Revocation.REVOKED;

    assertThat(run.start(place)).isFalse();

    assertThat(told).containsExactly("revoked");
    assertThat(run.hasStarted()).isFalse();
  }

  @Test
  void stops_its_code_where_it_runs_when_it_is_terminated() {
    assertThat(run.start(place)).isTrue();

    run.terminate(new Revocation(true, "SIGKILL", false), true);
    run.end(new Outcome.Success(IntNode.valueOf(1)));

    assertThat(told).containsExactly("started", "revoked", "stopped hard");
  }

  @Test
  void sends_nothing_any_more_once_it_is_over() {
    run.sender().send("child", Messages.array("[]"), Messages.object("{}"), "celery");
    run.end(Failures.hardLimit(Duration.ofSeconds(1)));

    assertThatThrownBy(
            () -> run.sender().send("late", Messages.array("[]"), Messages.object("{}"), "celery"))
        .isInstanceOf(TaskSendException.class)
        .hasMessageContaining("t[1]")
        .hasMessageContaining("is over");
    assertThat(run.children()).hasSize(1);
  }

  @Test
  void does_not_start_once_it_was_terminated() {
    run.terminate(new Revocation(true, "SIGTERM", false), false);

    assertThat(run.start(place)).isFalse();
    assertThat(told).containsExactly("revoked");
  }

  private TaskRun run() {
    TaskMessage message = message("t", "1", "[]");
    TaskRun.Listener listener =
        new TaskRun.Listener() {
          @Override
          public @Nullable Revocation verdict(TaskRun asked) {
            return verdict;
          }

          @Override
          public void started(TaskRun begun) {
            told.add("started");
          }

          @Override
          public void ended(TaskRun ended, Outcome outcome) {
            told.add(outcome.label());
          }

          @Override
          public void handedBack(TaskRun given) {
            told.add("handed back");
          }
        };
    ChildTasks children = new ChildTasks(message, Sendings.nowhere());
    return new TaskRun(
        new Run(
            delivery(message), message, Definitions.task("t", (self, a) -> null), TimeLimits.NONE),
        children,
        Sendings.desk(),
        listener);
  }
}
