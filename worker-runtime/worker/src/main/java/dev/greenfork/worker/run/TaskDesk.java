package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Revocations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what running tasks ask of their worker besides sending. Thread safe. */
public final class TaskDesk {

  private static final ObjectMapper PLAIN = new ObjectMapper();

  private final TaskConsumer consumer;
  private final Results results;
  private final StoredStates states;
  private final Revocations revocations;
  private final int mostBytes;
  private final ResultCodec codec = new ResultCodec(Limits.DEFAULT);

  /**
   * @param mostBytes of a stored state
   */
  public TaskDesk(
      TaskConsumer consumer,
      Results results,
      StoredStates states,
      Revocations revocations,
      int mostBytes) {
    this.consumer = consumer;
    this.results = results;
    this.states = states;
    this.revocations = revocations;
    this.mostBytes = mostBytes;
  }

  /**
   * Stores a state of a run that is not over, if results of it are stored.
   *
   * @throws TaskSendException if it is too large or the worker stops
   */
  public void state(TaskRun task, String state, JsonNode meta) {
    Run run = task.run();
    ResultMeta full =
        new ResultMeta(
            run.message().id(),
            state,
            meta,
            null,
            task.children(),
            null,
            StoredStates.links(run.message()));
    StoredResult stored = states.unlessIgnored(run.message(), run.task(), full);
    if (stored == null) {
      return;
    }
    if (stored.meta().length > mostBytes) {
      throw new TaskSendException(
          "The state %s is not stored: %,d bytes are more than the %,d of --max-result-size."
              .formatted(state, stored.meta().length, mostBytes),
          null);
    }
    try {
      task.unlessOver(() -> consumer.store(stored));
    } catch (BrokerException e) {
      throw new TaskSendException("The state " + state + " is not stored: " + e.getMessage(), e);
    }
  }

  /**
   * What is stored of a task.
   *
   * @throws TaskSendException if it cannot be read
   */
  public Optional<ResultMeta> result(String taskId) {
    try {
      return results.read(taskId).flatMap(codec::decode);
    } catch (BrokerException e) {
      throw new TaskSendException(
          "The result of %s cannot be read: %s".formatted(taskId, e.getMessage()), e);
    }
  }

  /** Whether nobody wants the run any more. */
  public boolean isRevoked(TaskRun task) {
    return task.isOver() || revocations.covers(task.run().message());
  }

  /** For a task in this process. */
  RunContext.Desk of(TaskRun task, ObjectMapper mapper) {
    return new RunContext.Desk() {
      @Override
      public void state(String state, @Nullable Object meta) {
        try {
          TaskDesk.this.state(task, state, mapper.valueToTree(meta));
        } catch (IllegalArgumentException e) {
          throw new TaskSendException(
              "The state %s cannot be written as JSON: %s".formatted(state, e.getMessage()), e);
        }
      }

      @Override
      public Optional<TaskContext.Stored> result(String taskId) {
        return TaskDesk.this.result(taskId).map(meta -> stored(meta.status(), meta.result()));
      }

      @Override
      public boolean isRevoked() {
        return TaskDesk.this.isRevoked(task);
      }
    };
  }

  /** A state as tasks see it. */
  public static TaskContext.Stored stored(String state, JsonNode value) {
    return new TaskContext.Stored(state, PLAIN.convertValue(value, Object.class));
  }
}
