package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.task.Call;
import dev.greenfork.task.Workflow;

/** Maps the calls that a task sends to JSON, and sends them from this process. Thread safe. */
public final class LocalSender {

  private final ObjectMapper mapper;
  private final CallArguments arguments;
  private final WorkflowMapper workflows;

  public LocalSender(ObjectMapper mapper) {
    this.mapper = mapper;
    this.arguments = new CallArguments(mapper);
    this.workflows = new WorkflowMapper(mapper);
  }

  /** Sends in the name of {@code run}. */
  public RunContext.Sender of(ChildTasks children, Run run) {
    return new RunContext.Sender() {
      @Override
      public String send(Call call) {
        return LocalSender.this.send(children, run, call);
      }

      @Override
      public String start(Workflow workflow) {
        return children.start(workflows.map(workflow, run.delivery().queue()));
      }

      @Override
      public String addToChord(Workflow more) {
        return children.addToChord(workflows.map(more, run.delivery().queue()));
      }
    };
  }

  /** Asks in the name of {@code task}. */
  public RunContext.Desk desk(TaskRun task) {
    return task.desk().of(task, mapper);
  }

  private String send(ChildTasks children, Run run, Call call) {
    return children.send(
        call.task(),
        arguments.args(call),
        arguments.kwargs(call),
        call.queue().orElse(run.delivery().queue()));
  }
}
