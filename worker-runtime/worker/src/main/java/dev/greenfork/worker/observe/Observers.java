package dev.greenfork.worker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;

/** Two observers as one; the first is told first. */
public record Observers(TaskObserver first, TaskObserver second) implements TaskObserver {

  @Override
  public void received(Run run) {
    first.received(run);
    second.received(run);
  }

  @Override
  public void started(TaskRun task) {
    first.started(task);
    second.started(task);
  }

  @Override
  public void ended(TaskRun task, Duration took) {
    first.ended(task, took);
    second.ended(task, took);
  }

  @Override
  public void succeeded(TaskRun task, JsonNode result, Duration took) {
    first.succeeded(task, result, took);
    second.succeeded(task, result, took);
  }

  @Override
  public void failed(TaskMessage message, ExceptionInfo exception, String traceback) {
    first.failed(message, exception, traceback);
    second.failed(message, exception, traceback);
  }

  @Override
  public void retried(TaskMessage message, ExceptionInfo reason, String traceback) {
    first.retried(message, reason, traceback);
    second.retried(message, reason, traceback);
  }

  @Override
  public void revoked(TaskMessage message, Revocation how) {
    first.revoked(message, how);
    second.revoked(message, how);
  }

  @Override
  public void rejected(TaskMessage message, boolean requeue) {
    first.rejected(message, requeue);
    second.rejected(message, requeue);
  }
}
