package dev.greenfork.worker.outcome;

import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;

/** Tells of runs: to the log, to the metrics and to the observer. Thread safe. */
public final class Reports {

  private final WorkerMetrics metrics;
  private final TaskObserver observer;

  public Reports(WorkerMetrics metrics, TaskObserver observer) {
    this.metrics = metrics;
    this.observer = observer;
  }

  void started(TaskRun task) {
    observer.started(task);
  }

  /** A run ended with this outcome, which is the one that is stored. */
  void ended(TaskRun task, Outcome outcome, Duration took) {
    Run run = task.run();
    TaskMessage message = run.message();
    TaskLog.ended(run, outcome, took);
    metrics.ended(run.task().name(), outcome.label(), took);
    if (task.hasStarted()) {
      observer.ended(task, took);
    }
    switch (outcome) {
      case Outcome.Success(var result) -> observer.succeeded(task, result, took);
      case Outcome.Failure(var exception, var traceback, var _) ->
          observer.failed(message, exception, traceback);
      case Outcome.Revoked(var how) -> observer.revoked(message, how);
      case Outcome.Rejected(boolean requeue, var reason, var traceback) -> {
        if (!requeue) {
          observer.failed(message, reason, traceback);
        }
        observer.rejected(message, requeue);
      }
      case Outcome.Lost _ -> {
        metrics.died(1);
        observer.rejected(message, true);
      }
      case Outcome.Replaced _, Outcome.Arranges _, Outcome.Ignored _ -> {}
      case Outcome.Retry(var _, var reason, var traceback, var _) ->
          observer.retried(message, reason, traceback);
    }
  }

  /** A run was given up: its message is back in its queue, unless it was acknowledged early. */
  void handedBack(TaskRun task, Duration took) {
    Run run = task.run();
    metrics.ended(run.task().name(), "handed-back", took);
    if (task.hasStarted()) {
      observer.ended(task, took);
    }
    observer.rejected(run.message(), !task.isAcknowledged());
    if (task.isAcknowledged()) {
      TaskLog.givenUp(run, took);
    } else {
      TaskLog.handedBack(run, took);
    }
  }

  /** A process died while it ran a task. */
  void died() {
    metrics.died(1);
  }

  /** A task was given up, because too many processes died of it. */
  void buried(Run run, String reason, String detail) {
    metrics.deadLetter(reason);
    TaskLog.buried(run, detail);
  }

  /** The broker did not take the outcome of a run. */
  void lost(Run run, String label, String why) {
    metrics.outcomeLost(label);
    TaskLog.notStored(run, why);
  }

  /** The outcome of a run could not be handed to the broker's writer. */
  void notStored(Run run, String why) {
    TaskLog.notStored(run, why);
  }
}
