package dev.greenfork.examples.conformance;

import dev.greenfork.task.Call;
import dev.greenfork.task.FailedTask;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskFailure;
import dev.greenfork.task.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that change the workflow that they are a part of, and one that hears how it failed. */
@SuppressWarnings("DoNotCallSuggester") // why: throwing is how a task is replaced
public final class WorkflowTasks {

  private static final String ADD = "conformance.add";

  /** Puts {@code x + 1}, then that plus 10, in its place. */
  @Task(name = "conformance.replaced", kind = Kind.IO)
  public void replaced(@Nullable Object x, String queue) {
    throw TaskContext.current()
        .replace(Workflow.chain(Call.of(ADD, x, 1).to(queue), Call.of(ADD, 10).to(queue)));
  }

  /** Puts a group in its place: one more than each number. */
  @Task(name = "conformance.scattered", kind = Kind.IO)
  public void scattered(List<Number> numbers, String queue) {
    throw TaskContext.current()
        .replace(Workflow.group(numbers.stream().map(n -> Call.of(ADD, n, 1).to(queue)).toList()));
  }

  /** Adds a part to its chord, {@code x + 100}, and returns {@code x}. */
  @Task(name = "conformance.more", kind = Kind.IO)
  public Number more(Number x, String queue) {
    TaskContext.current().addToChord(Call.of(ADD, x, 100).to(queue));
    return x;
  }

  /** An error callback that sends what it heard as an echo to the queue {@code alarms}. */
  @Task(name = "conformance.alarm", kind = Kind.IO)
  public void alarm(FailedTask request, TaskFailure exception, @Nullable String traceback) {
    List<Object> heard =
        List.of(
            request.id(), request.task(), request.args(), exception.type(), exception.message());
    TaskContext.current().send(Call.of("conformance.echo", heard).to("alarms"));
  }
}
