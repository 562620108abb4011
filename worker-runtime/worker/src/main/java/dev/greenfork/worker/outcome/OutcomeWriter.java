package dev.greenfork.worker.outcome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.workflow.Workflows;
import java.time.Duration;
import java.time.InstantSource;

/** Hands the ends of runs to the broker's writer and tells of them. Thread safe. */
public final class OutcomeWriter implements TaskRun.Listener {

  /** The ways out: settlements, messages of tasks that were acknowledged before, workflows. */
  public record Ways(TaskConsumer consumer, Publisher publisher, Workflows workflows) {}

  private final TaskConsumer consumer;
  private final Publisher publisher;
  private final Workflows workflows;
  private final Settlements settlements;
  private final Reports reports;
  private final InstantSource clock;

  public OutcomeWriter(Ways ways, Settlements settlements, Reports reports, InstantSource clock) {
    this.consumer = ways.consumer();
    this.publisher = ways.publisher();
    this.workflows = ways.workflows();
    this.settlements = settlements;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public void started(TaskRun task) {
    reports.started(task);
    StoredResult started = settlements.started(task);
    if (started != null) {
      try {
        consumer.store(started);
      } catch (BrokerException e) {
        reports.notStored(task.run(), String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void ended(TaskRun task, Outcome outcome) {
    settle(task, outcome instanceof Outcome.Lost(String how) ? Failures.workerLost(how) : outcome);
  }

  private void settle(TaskRun task, Outcome outcome) {
    Run run = task.run();
    Duration took = task.took();
    if (Workflows.concerns(run.message(), outcome)) {
      endedInWorkflow(task, outcome, took);
      return;
    }
    var end = settlements.end(run, outcome, task.children(), clock.instant());
    // First, because a message that goes back may be received again before the settlement returns.
    reports.ended(task, end.outcome(), took);
    if (task.isAcknowledged()) {
      end.messages().forEach(publisher::publish);
      if (end.result() != null) {
        consumer.store(end.result());
      }
    } else {
      settle(run, new Settlement.Finish(run.delivery().tag(), end.result(), end.messages()));
    }
  }

  private void endedInWorkflow(TaskRun task, Outcome outcome, Duration took) {
    Run run = task.run();
    // What is too large to be stored is a failure, and is followed as one.
    Outcome fitting = settlements.end(run, outcome, task.children(), clock.instant()).outcome();
    Workflows.Following following =
        workflows.follow(run.message(), fitting, StoredStates.wanted(run.message(), run.task()));
    ArrayNode children = task.children().addAll(following.children());
    var end = settlements.end(run, following.outcome(), children, clock.instant());
    DeliveryTag tag = task.isAcknowledged() ? DeliveryTag.NONE : run.delivery().tag();
    try {
      workflows.settle(tag, end.result(), following, settled -> told(run, settled));
    } catch (BrokerException e) {
      reports.notStored(run, String.valueOf(e.getMessage()));
    }
    reports.ended(task, following.outcome(), took);
  }

  @Override
  public void handedBack(TaskRun task) {
    reports.handedBack(task, task.took());
    if (!task.isAcknowledged()) {
      handBack(task.run().delivery());
    }
  }

  /** Puts a delivery that did not start back into its queue. */
  public void handBack(Delivery delivery) {
    consumer.settle(new Settlement.HandBack(delivery.tag()));
  }

  private void settle(Run run, Settlement settlement) {
    try {
      consumer.settle(settlement, settled -> told(run, settled));
    } catch (BrokerException e) {
      reports.notStored(run, String.valueOf(e.getMessage()));
    }
  }

  private void told(Run run, Settled settled) {
    if (settled != Settled.DONE) {
      reports.lost(
          run,
          settled.name(),
          settled == Settled.REFUSED
              ? "this worker had lost the message, another one runs it"
              : "the broker refused it");
    }
  }
}
