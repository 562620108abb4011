package dev.greenfork.worker;

import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.task.Ack;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.run.TaskDesk;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;

/** Puts admitted runs into the pool. */
record Starter(
    Pool pool,
    Slots slots,
    RunningTasks running,
    TaskConsumer consumer,
    Sending sending,
    TaskDesk desk) {

  void start(Run run) {
    ChildTasks children = new ChildTasks(run.message(), sending);
    TaskRun task = new TaskRun(run, children, desk, running);
    running.add(task);
    if (run.task().ack() == Ack.EARLY) {
      acknowledgeFirst(task);
    } else {
      pool.submit(task);
    }
  }

  /** Runs the task only if its message was still ours: then it runs nowhere else, now or later. */
  private void acknowledgeFirst(TaskRun task) {
    consumer.settle(
        new Settlement.Drop(task.run().delivery().tag()),
        settled -> {
          if (settled == Settled.DONE) {
            task.acknowledgedEarly();
            pool.submit(task);
          } else {
            running.forget(task);
            slots.release(1);
          }
        });
  }
}
