package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.Workflow;

/** Maps the calls that a task sends to JSON, and sends them from this process. Thread safe. */
public final class LocalSender {

  private final ObjectMapper mapper;
  private final WorkflowMapper workflows;

  public LocalSender(ObjectMapper mapper) {
    this.mapper = mapper;
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
        call.task(), args(call), kwargs(call), call.queue().orElse(run.delivery().queue()));
  }

  private ArrayNode args(Call call) {
    return tree(call, call.args(), ArrayNode.class);
  }

  private ObjectNode kwargs(Call call) {
    return tree(call, call.kwargs(), ObjectNode.class);
  }

  private <T> T tree(Call call, Object values, Class<T> type) {
    try {
      return type.cast(mapper.valueToTree(values));
    } catch (IllegalArgumentException e) {
      throw new TaskSendException(
          "The arguments of task %s cannot be written as JSON: %s"
              .formatted(call.task(), e.getMessage()),
          e);
    }
  }
}
