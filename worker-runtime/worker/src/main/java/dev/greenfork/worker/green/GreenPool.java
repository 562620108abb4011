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
import dev.greenfork.worker.watchdog.WatchedRuns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.MDC;

/** Runs each task in a virtual thread of its own, as soon as it is submitted. */
public final class GreenPool implements Pool {

  private final TaskCode code;
  private final LocalSender sender;
  private final Slots slots;
  private final Time time;
  private final Supervision supervision;
  private final Thread.Builder.OfVirtual threads =
      Thread.ofVirtual().inheritInheritableThreadLocals(false);

  /** What runs the limits, and the clock. */
  public record Time(ScheduledExecutorService timer, InstantSource clock) {}

  /**
   * Who looks after the runs.
   *
   * @param runs those that the watchdog looks at
   * @param overstayed told of a run that does not end after its hard limit
   */
  public record Supervision(WatchedRuns runs, Consumer<TaskRun> overstayed) {}

  public GreenPool(
      TaskCode code, LocalSender sender, Slots slots, Time time, Supervision supervision) {
    this.code = code;
    this.sender = sender;
    this.slots = slots;
    this.time = time;
    this.supervision = supervision;
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
        supervision.runs().enter(deadline);
        try {
          task.end(call(task, deadline));
        } finally {
          supervision.runs().leave(deadline);
        }
      }
    } finally {
      if (!task.leave()) {
        slots.release(1);
      }
    }
  }

  private Outcome call(TaskRun task, Deadline deadline) {
    Run run = task.run();
    TaskDefinition definition = run.task();
    var context =
        new RunContext(
            run.facts(time.clock().instant()), sender.of(task.sender(), run), sender.desk(task));
    var body = run.message().body();
    try (deadline) {
      deadline.start(time.timer(), supervision.overstayed());
      Outcome outcome = code.call(definition, body.args(), body.kwargs(), context);
      return deadline.judge(outcome);
    } catch (RuntimeException e) {
      return Failures.internal("The worker could not run the task: " + e);
    }
  }
}
