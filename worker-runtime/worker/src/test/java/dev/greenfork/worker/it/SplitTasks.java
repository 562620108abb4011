package dev.greenfork.worker.it;

import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Requires;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import java.util.List;

/** Tasks of each kind that tell which process ran them, and of which queue they know. */
public final class SplitTasks implements TaskIndex {

  @Override
  public List<TaskDefinition> tasks() {
    Parameter number = Definitions.parameter("number", long.class);
    return List.of(
        of("split.io", Kind.IO, Requires.NOTHING, number),
        of("split.cpu", Kind.CPU, Requires.NOTHING, number),
        of("split.prefork", Kind.IO, Requires.PREFORK, number),
        Definitions.with(
            Definitions.task("split.queue", (self, a) -> TaskContext.current().queue()),
            options(Kind.CPU, Requires.NOTHING)));
  }

  private static TaskDefinition of(String name, Kind kind, Requires requires, Parameter parameter) {
    return Definitions.with(
        Definitions.task(name, (self, a) -> ProcessHandle.current().pid(), parameter),
        options(kind, requires));
  }

  private static TaskOptions options(Kind kind, Requires requires) {
    TaskOptions plain = TaskOptions.of(kind, Ack.LATE);
    return new TaskOptions(
        kind, plain.ack(), plain.retries(), plain.limits(), plain.storing(), requires);
  }
}
