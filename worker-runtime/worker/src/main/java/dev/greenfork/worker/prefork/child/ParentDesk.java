package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.RunContext;
import dev.greenfork.worker.run.TaskDesk;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one run asks of the parent besides sending. Thread safe. */
final class ParentDesk implements RunContext.Desk {

  /** Loops may ask whether they are wanted at each turn. */
  private static final long ASK_AGAIN_NANOS = 100_000_000;

  private final ParentCalls calls;
  private final ObjectMapper mapper;
  private long asked;
  private boolean everAsked;
  private boolean revoked;

  ParentDesk(ParentCalls calls, ObjectMapper mapper) {
    this.calls = calls;
    this.mapper = mapper;
  }

  @Override
  public void state(String state, @Nullable Object meta) {
    calls.ask(
        "Storing the state " + state,
        number -> new Frame.SetState(number, state, mapper.writeValueAsString(meta)));
  }

  @Override
  public Optional<TaskContext.Stored> result(String taskId) {
    String answer =
        calls.ask("Reading the result of " + taskId, number -> new Frame.GetResult(number, taskId));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode pair = mapper.readTree(answer);
      return Optional.of(TaskDesk.stored(pair.path(0).asText(), pair.path(1)));
    } catch (JsonProcessingException e) {
      throw new TaskSendException("The result of " + taskId + " did not survive its way.", e);
    }
  }

  @Override
  public synchronized boolean isRevoked() {
    long now = System.nanoTime();
    if (!revoked && (!everAsked || now - asked > ASK_AGAIN_NANOS)) {
      everAsked = true;
      asked = now;
      revoked = Boolean.parseBoolean(calls.ask("Asking", Frame.IsRevoked::new));
    }
    return revoked;
  }
}
