package dev.greenfork.worker.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Notes events of tasks that are not silent while they are wanted; one look at a flag while they
 * are not. What finds the buffer full is dropped and counted. Thread safe.
 */
public final class TaskEvents implements TaskObserver {

  /** Some 10 MB of events, which a worker makes in less than a second at its fastest. */
  private static final int CAPACITY = 20_000;

  private final LamportClock clock;
  private final InstantSource time;
  private final WorkerMetrics metrics;
  private final Set<String> silent;
  private final EventBuffer buffer = new EventBuffer(CAPACITY);
  private volatile boolean enabled;

  /**
   * @param silent names of tasks that monitors are told nothing of (Celery's {@code send_events})
   */
  public TaskEvents(
      LamportClock clock, InstantSource time, WorkerMetrics metrics, Set<String> silent) {
    this.clock = clock;
    this.time = time;
    this.metrics = metrics;
    this.silent = Set.copyOf(silent);
  }

  /** Whether events are noted. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Notes events from now on, or no longer. */
  public void enable(boolean wanted) {
    enabled = wanted;
  }

  @Override
  public void received(Run run) {
    if (wants(run.message())) {
      TaskMessage message = run.message();
      String shadow = message.headers().origin().shadow();
      String name = shadow == null ? message.task() : shadow;
      note(new TaskEvent.Received(TaskEvent.Shown.of(message, name)));
    }
  }

  @Override
  public void started(TaskRun task) {
    if (wants(task.run().message())) {
      note(new TaskEvent.Started(task.run().message().id()));
    }
  }

  @Override
  public void succeeded(TaskRun task, JsonNode result, Duration took) {
    if (wants(task.run().message())) {
      // Printed here, on the task's thread: a result that waited for it might be large.
      String shown = PythonRepr.value(result);
      note(new TaskEvent.Succeeded(task.run().message().id(), shown, took.toNanos() / 1e9));
    }
  }

  @Override
  public void failed(TaskMessage message, ExceptionInfo exception, String traceback) {
    if (wants(message)) {
      note(new TaskEvent.Failed(message.id(), PythonRepr.exception(exception), traceback));
    }
  }

  @Override
  public void retried(TaskMessage message, ExceptionInfo reason, String traceback) {
    if (wants(message)) {
      note(new TaskEvent.Retried(message.id(), PythonRepr.exception(reason), traceback));
    }
  }

  @Override
  public void revoked(TaskMessage message, Revocation how) {
    if (wants(message)) {
      note(new TaskEvent.Revoked(message.id(), how.terminated(), how.signal(), how.expired()));
    }
  }

  @Override
  public void rejected(TaskMessage message, boolean requeue) {
    if (wants(message)) {
      note(new TaskEvent.Rejected(message.id(), requeue));
    }
  }

  EventBuffer buffer() {
    return buffer;
  }

  <T> Stamped<T> stamp(T what) {
    return new Stamped<>(what, clock.forward(), time.instant());
  }

  private boolean wants(TaskMessage message) {
    return enabled && !silent.contains(message.task());
  }

  private void note(TaskEvent event) {
    if (!buffer.add(stamp(event))) {
      metrics.eventsDropped(1);
    }
  }
}
