package dev.greenfork.worker.run;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.TimeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TaskRunTest {

  private final List<String> told = new ArrayList<>();
  private final TaskRun run = run();

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

  private TaskRun run() {
    TaskMessage message = message("t", "1", "[]");
    TaskRun.Listener listener =
        new TaskRun.Listener() {
          @Override
          public void ended(TaskRun ended, Outcome outcome) {
            told.add(outcome.label());
          }

          @Override
          public void handedBack(TaskRun given) {
            told.add("handed back");
          }
        };
    ChildTasks children =
        new ChildTasks(
            message, sent -> CompletableFuture.completedFuture(null), new MessageEncoder());
    return new TaskRun(
        new Run(
            delivery(message), message, Definitions.task("t", (self, a) -> null), TimeLimits.NONE),
        children,
        listener);
  }
}
