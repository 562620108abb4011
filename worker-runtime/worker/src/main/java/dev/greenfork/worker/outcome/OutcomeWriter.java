package dev.greenfork.worker.outcome;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Publisher;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.time.InstantSource;

/** Hands the ends of runs to the broker's writer and tells of them. Thread safe. */
public final class OutcomeWriter implements TaskRun.Listener {

  private final TaskConsumer consumer;
  private final Publisher publisher;
  private final Settlements settlements;
  private final Reports reports;
  private final InstantSource clock;

  public OutcomeWriter(
      TaskConsumer consumer,
      Publisher publisher,
      Settlements settlements,
      Reports reports,
      InstantSource clock) {
    this.consumer = consumer;
    this.publisher = publisher;
    this.settlements = settlements;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public void started(TaskRun task) {
    reports.started(task);
  }

  @Override
  public void ended(TaskRun task, Outcome outcome) {
    Run run = task.run();
    Duration took = task.took();
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
      consumer.settle(
          settlement,
          settled -> {
            if (settled != Settled.DONE) {
              reports.lost(
                  run,
                  settled.name(),
                  settled == Settled.REFUSED
                      ? "this worker had lost the message, another one runs it"
                      : "the broker refused it");
            }
          });
    } catch (BrokerException e) {
      reports.notStored(run, String.valueOf(e.getMessage()));
    }
  }
}
