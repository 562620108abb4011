package dev.greenfork.worker.it;

import dev.greenfork.task.RejectTask;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.task.index.TaskOptions.RunLimits;
import dev.greenfork.task.index.TaskOptions.Storing;
import dev.greenfork.worker.Definitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that declare what is stored of them, for {@link StoringIT}. */
public final class StoringTasks implements TaskIndex {

  private static final TaskOptions PLAIN = TaskOptions.DEFAULT;

  private final AtomicInteger rejections = new AtomicInteger();

  @Override
  public List<TaskDefinition> tasks() {
    Parameter millis = Definitions.parameter("millis", long.class);
    return List.of(
        Definitions.with(
            Definitions.task("it.tracked", (self, a) -> pid((long) a[0]), millis),
            options(RunLimits.NONE, new Storing(false, true))),
        Definitions.with(
            Definitions.task("it.silent", (self, a) -> pid((long) a[0]), millis),
            options(RunLimits.NONE, new Storing(true, false))),
        Definitions.with(
            Definitions.task("it.hard", (self, a) -> pid((long) a[0]), millis),
            options(new RunLimits(null, Duration.ofMillis(200), null), Storing.DEFAULT)),
        Definitions.task(
            "it.refuse",
            (self, a) -> {
              throw new RejectTask("not mine", false);
            }),
        Definitions.task("it.hesitate", (self, a) -> hesitate()));
  }

  private static TaskOptions options(RunLimits limits, Storing storing) {
    return new TaskOptions(PLAIN.kind(), PLAIN.ack(), PLAIN.retries(), limits, storing);
  }

  private static Object pid(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return ProcessHandle.current().pid();
  }

  /** Does what it is asked the second time only. */
  private Object hesitate() {
    if (rejections.getAndIncrement() == 0) {
      throw new RejectTask("not yet", true);
    }
    return rejections.get();
  }
}
