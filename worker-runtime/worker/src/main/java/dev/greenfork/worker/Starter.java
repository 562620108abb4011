package dev.greenfork.worker;

import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.task.Ack;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.run.TaskDesk;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.tasks.Builtins;
import dev.greenfork.worker.workflow.CoordinatingTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts admitted runs into the pool. */
record Starter(Ways ways, Slots slots, ResourceLimits resources, RunningTasks running) {

  private static final Logger log = LoggerFactory.getLogger(Starter.class);

  /** Where runs go, where early ones are acknowledged, how they send and ask. */
  record Ways(
      Pool pool,
      CoordinatingTasks coordinating,
      TaskConsumer consumer,
      Sending sending,
      TaskDesk desk) {

    /** Nearly all into the pool. */
    private void submit(TaskRun task) {
      if (Builtins.coordinates(task.run().task())) {
        coordinating.submit(task);
      } else {
        pool.submit(task);
      }
    }
  }

  /** Starts a run that holds a slot and has entered its resource. */
  void start(Run run) {
    ChildTasks children = new ChildTasks(run.message(), ways.sending());
    TaskRun task = new TaskRun(run, children, ways.desk(), running);
    if (run.task().options().limits().resource() != null) {
      task.onLeave(() -> passOn(task));
    }
    running.add(task);
    if (run.task().ack() == Ack.EARLY) {
      acknowledgeFirst(task);
    } else {
      ways.submit(task);
    }
  }

  /** Whether another run has got its place and its slot. */
  private boolean passOn(TaskRun task) {
    if (slots.isOver()) {
      resources
          .leaveWithSlot(task.run(), task.took().toNanos())
          .reversed() // because each goes to the head of its queue
          .forEach(this::handBack);
      return false;
    }
    Run next = resources.leave(task.run(), task.took().toNanos());
    if (next == null) {
      return false;
    }
    try {
      if (!next.delivery().suspect()) {
        ways.consumer().markStarted(next.delivery().tag(), SettleListener.NONE);
      }
      start(next);
    } catch (RuntimeException e) {
      // why: the slot is with the pool's thread, which must go on, and the message must not be kept
      log.error("Task {} could not be started and is handed back.", next.message().id(), e);
      handBack(next);
      return false;
    }
    return true;
  }

  private void handBack(Run run) {
    ways.consumer().settle(new Settlement.HandBack(run.delivery().tag()));
  }

  /** Runs the task only if its message was still ours: then it runs nowhere else, now or later. */
  private void acknowledgeFirst(TaskRun task) {
    ways.consumer()
        .settle(
            new Settlement.Drop(task.run().delivery().tag()),
            settled -> {
              if (settled == Settled.DONE) {
                task.acknowledgedEarly();
                ways.submit(task);
              } else {
                running.forget(task);
                if (!task.leave()) {
                  slots.release(1);
                }
              }
            });
  }
}
