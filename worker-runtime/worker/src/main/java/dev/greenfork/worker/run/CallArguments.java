package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;

/** The arguments of calls as JSON, or a {@link TaskSendException} that names the task. */
record CallArguments(ObjectMapper mapper) {

  ArrayNode args(Call call) {
    return tree(call, call.args(), ArrayNode.class);
  }

  ObjectNode kwargs(Call call) {
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
