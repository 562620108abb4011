package dev.greenfork.worker.green;

import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.LocalSender;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.RunContext;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.MDC;

/** Runs each task in a virtual thread of its own, as soon as it is submitted. */
public final class GreenPool implements Pool {

  private final TaskCode code;
  private final LocalSender sender;
  private final Slots slots;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Thread.Builder.OfVirtual threads =
      Thread.ofVirtual().inheritInheritableThreadLocals(false);

  public GreenPool(
      TaskCode code,
      LocalSender sender,
      Slots slots,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.code = code;
    this.sender = sender;
    this.slots = slots;
    this.timer = timer;
    this.clock = clock;
  }

  @Override
  public void awaitReady(Duration patience) {}

  @Override
  public void submit(TaskRun run) {
    threads.unstarted(() -> run(run)).start();
  }

  @Override
  public List<TaskRun> takeUnstarted() {
    return List.of();
  }

  /** Nothing to make ready: threads are made as they are needed. */
  @Override
  public void resize(int change) {}

  @Override
  public List<Long> processes() {
    return List.of();
  }

  /** Nothing to end: the process does not wait for virtual threads. */
  @Override
  public void close() {}

  private void run(TaskRun task) {
    try {
      MDC.put("task_id", task.run().message().id());
      MDC.put("task_name", task.run().message().task());
      Deadline deadline = new Deadline(task);
      if (task.start(deadline)) {
        task.end(call(task, deadline));
      }
    } finally {
      slots.release(1);
    }
  }

  private Outcome call(TaskRun task, Deadline deadline) {
    Run run = task.run();
    TaskDefinition definition = run.task();
    var context =
        new RunContext(
            run.facts(clock.instant()), sender.of(task.sender(), run), sender.desk(task));
    var body = run.message().body();
    try (deadline) {
      deadline.start(timer);
      Outcome outcome = code.call(definition, body.args(), body.kwargs(), context);
      return deadline.judge(outcome);
    } catch (RuntimeException e) {
      return Failures.internal("The worker could not run the task: " + e);
    }
  }
}
