package dev.greenfork.worker.outcome;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the ends of runs to the broker's writer and tells of them. Thread safe. */
public final class OutcomeWriter implements TaskRun.Listener {

  private static final Logger log = LoggerFactory.getLogger("greenfork.task");

  private final TaskConsumer consumer;
  private final Publisher publisher;
  private final Settlements settlements;
  private final WorkerMetrics metrics;
  private final InstantSource clock;

  public OutcomeWriter(
      TaskConsumer consumer,
      Publisher publisher,
      Settlements settlements,
      WorkerMetrics metrics,
      InstantSource clock) {
    this.consumer = consumer;
    this.publisher = publisher;
    this.settlements = settlements;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void ended(TaskRun task, Outcome outcome) {
    Run run = task.run();
    Duration took = task.took();
    tell(run, outcome, took);
    metrics.ended(run.task().name(), outcome.label(), took);
    var end = settlements.end(run, outcome, task.children(), clock.instant());
    if (task.isAcknowledged()) {
      end.messages().forEach(publisher::publish);
      if (end.result() != null) {
        consumer.store(end.result());
      }
      return;
    }
    settle(run, new Settlement.Finish(run.delivery().tag(), end.result(), end.messages()));
  }

  @Override
  public void handedBack(TaskRun task) {
    Run run = task.run();
    metrics.ended(run.task().name(), "handed-back", task.took());
    if (task.isAcknowledged()) {
      log.warn(
          "Task {}[{}] is given up after {}: it was acknowledged early, so it does not run again.",
          run.message().task(),
          run.message().id(),
          task.took());
      return;
    }
    log.info(
        "Task {}[{}] is handed back to queue {} after {}.",
        run.message().task(),
        run.message().id(),
        run.delivery().queue(),
        task.took());
    handBack(run.delivery());
  }

  /** Puts a delivery that did not start back into its queue. */
  public void handBack(Delivery delivery) {
    consumer.settle(new Settlement.HandBack(delivery.tag()));
  }

  private void settle(Run run, Settlement settlement) {
    String task = run.message().task();
    String id = run.message().id();
    try {
      consumer.settle(
          settlement,
          settled -> {
            if (settled != Settled.DONE) {
              metrics.outcomeLost(settled.name());
              log.warn(
                  "The outcome of task {}[{}] was not stored: {}.",
                  task,
                  id,
                  settled == Settled.REFUSED
                      ? "this worker had lost the message, another one runs it"
                      : "the broker refused it; see the broker's log line");
            }
          });
    } catch (BrokerException e) {
      log.warn("The outcome of task {}[{}] was not stored: {}", task, id, e.getMessage());
    }
  }

  private static void tell(Run run, Outcome outcome, Duration took) {
    String task = run.message().task();
    String id = run.message().id();
    switch (outcome) {
      case Outcome.Success _ -> log.debug("Task {}[{}] succeeded in {}.", task, id, took);
      case Outcome.Retry(var after, var reason, var _) ->
          log.info("Task {}[{}] retries in {}: {}", task, id, after, reason.message());
      case Outcome.Failure(var exception, var traceback, var _) ->
          log.atError()
              .addKeyValue("exception", traceback)
              .log(
                  "Task {}[{}] failed after {}: {}({})",
                  task,
                  id,
                  took,
                  exception.type(),
                  exception.message());
    }
  }
}
