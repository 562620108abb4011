package dev.greenfork.worker.repeats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.TaskState;
import java.util.Optional;

/** Reads whether a message's task has succeeded before. Thread safe. */
final class StoredSuccess {

  private final ResultCodec codec = new ResultCodec(Limits.DEFAULT);

  /**
   * What the task returned then; empty unless its SUCCESS is what is stored. Where the stored
   * result names its task (Celery's {@code result_extended}), that has to be this one.
   */
  Optional<JsonNode> of(TaskMessage message, byte[] json) {
    return codec.decode(json).filter(meta -> isOf(message, meta)).map(ResultMeta::result);
  }

  private static boolean isOf(TaskMessage message, ResultMeta meta) {
    return meta.status().equals(TaskState.SUCCESS.name())
        && meta.taskId().equals(message.id())
        && meta.extended().path("name").asText(message.task()).equals(message.task());
  }
}
