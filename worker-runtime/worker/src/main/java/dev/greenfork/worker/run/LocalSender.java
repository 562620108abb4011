package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;

/** Maps the calls that a task sends to JSON, and sends them from this process. Thread safe. */
public final class LocalSender {

  private final ObjectMapper mapper;

  public LocalSender(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Sends {@code call} in the name of {@code run} and returns the new task's id. */
  public String send(ChildTasks children, Run run, Call call) {
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
