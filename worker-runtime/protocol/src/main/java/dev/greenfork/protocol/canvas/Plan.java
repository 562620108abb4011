package dev.greenfork.protocol.canvas;

import dev.greenfork.protocol.TaskMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What starting a workflow takes.
 *
 * @param keys to be written at the result backend before the first message
 * @param messages to be published, in this order; each knows its queue, priority and times
 * @param result what the workflow will leave; null for an empty chain
 * @param children what the starting task's own result lists as sent by it
 */
public record Plan(
    List<JoinKey> keys,
    List<TaskMessage> messages,
    @Nullable ResultTree result,
    List<ResultTree> children) {

  public Plan {
    keys = List.copyOf(keys);
    messages = List.copyOf(messages);
    children = List.copyOf(children);
  }
}
