package dev.greenfork.worker.watchdog;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;

import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.Sendings;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;

/** Runs whose code is never called, for watchdogs to look at. */
final class Runs {

  private Runs() {}

  /** Of this task, on a thread that never starts. */
  static WatchedRun of(String task, String id) {
    Thread thread = Thread.ofVirtual().unstarted(() -> {});
    TaskMessage message = message(task, id, "[]");
    TaskRun run =
        new TaskRun(
            new Run(
                delivery(message),
                message,
                Definitions.task(task, (self, a) -> null),
                TimeLimits.NONE),
            new ChildTasks(message, Sendings.nowhere()),
            Sendings.desk(),
            new Deaf());
    return new WatchedRun() {
      @Override
      public TaskRun task() {
        return run;
      }

      @Override
      public Thread thread() {
        return thread;
      }
    };
  }

  private static final class Deaf implements TaskRun.Listener {

    @Override
    public void ended(TaskRun run, Outcome outcome) {}

    @Override
    public void handedBack(TaskRun run) {}
  }
}
