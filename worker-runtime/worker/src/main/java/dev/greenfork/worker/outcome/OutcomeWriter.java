package dev.greenfork.worker.outcome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.Redelivery;
import dev.greenfork.worker.Redelivery.OnWorkerLost;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.run.WorkerLost;
import dev.greenfork.worker.workflow.Burial;
import dev.greenfork.worker.workflow.Workflows;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Hands the ends of runs to the broker's writer and tells of them. Thread safe. */
public final class OutcomeWriter implements TaskRun.Listener {

  /** The ways out: settlements, messages of tasks that were acknowledged before, workflows. */
  public record Ways(TaskConsumer consumer, Publisher publisher, Workflows workflows) {}

  private final TaskConsumer consumer;
  private final Publisher publisher;
  private final Workflows workflows;
  private final Settlements settlements;
  private final Reports reports;
  private final Redelivery redelivery;
  private final InstantSource clock;

  public OutcomeWriter(
      Ways ways,
      Settlements settlements,
      Reports reports,
      Redelivery redelivery,
      InstantSource clock) {
    this.redelivery = redelivery;
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
        consumer.store(tag(task), started);
      } catch (BrokerException e) {
        reports.notStored(task.run(), String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void ended(TaskRun task, Outcome outcome) {
    if (outcome instanceof Outcome.Lost(String how)) {
      lost(task, how);
    } else {
      ended(task, outcome, null);
    }
  }

  /** Its process died: it is delivered again, unless it was acknowledged, or often enough. */
  private void lost(TaskRun task, String how) {
    Run run = task.run();
    int deaths = run.delivery().deaths() + 1;
    if (task.isAcknowledged() || redelivery.onWorkerLost() == OnWorkerLost.FAIL) {
      reports.died();
      ended(task, Failures.workerLost(how), null);
    } else if (redelivery.givesUpAfter(deaths)) {
      DeadLetter letter = WorkerLost.letter(run.message(), deaths, how);
      reports.died();
      reports.buried(run, letter.reason(), letter.detail());
      ended(task, Failures.workerLost(how), new Burial(run.delivery(), letter));
    } else {
      reports.ended(task, new Outcome.Lost(how), task.took());
      settle(run, new Settlement.Died(run.delivery().tag(), "its child died: " + how));
    }
  }

  private void ended(TaskRun task, Outcome outcome, @Nullable Burial burial) {
    Run run = task.run();
    Duration took = task.took();
    if (burial != null || Workflows.concerns(run.message(), outcome)) {
      endedInWorkflow(task, outcome, burial);
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

  private void endedInWorkflow(TaskRun task, Outcome outcome, @Nullable Burial burial) {
    Run run = task.run();
    Duration took = task.took();
    // What is too large to be stored is a failure, and is followed as one.
    Outcome fitting = settlements.end(run, outcome, task.children(), clock.instant()).outcome();
    Workflows.Following following =
        workflows.follow(run.message(), fitting, StoredStates.wanted(run.message(), run.task()));
    ArrayNode children = task.children().addAll(following.children());
    var end = settlements.end(run, following.outcome(), children, clock.instant());
    try {
      workflows.settle(
          new Workflows.End(tag(task), end.result(), burial),
          following,
          settled -> told(run, settled));
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

  private static DeliveryTag tag(TaskRun task) {
    return task.isAcknowledged() ? DeliveryTag.NONE : task.run().delivery().tag();
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
