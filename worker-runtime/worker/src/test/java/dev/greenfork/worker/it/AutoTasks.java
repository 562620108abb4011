package dev.greenfork.worker.it;

import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.Definitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tasks that do not say what they do; each tells which process ran it. */
public final class AutoTasks implements TaskIndex {

  /** Ends what hogs in this process. */
  static final AtomicBoolean ENOUGH = new AtomicBoolean();

  private static final long LONGEST = Duration.ofSeconds(60).toNanos();
  private static final long MILLI = 1_000_000;

  @Override
  public List<TaskDefinition> tasks() {
    Parameter millis = Definitions.parameter("millis", long.class);
    return List.of(
        Definitions.task("auto.sleeps", (self, a) -> sleep((long) a[0]), millis),
        Definitions.task("auto.burns", (self, a) -> burn((long) a[0]), millis),
        Definitions.task("auto.turns", (self, a) -> turn((long) a[0]), millis));
  }

  private static long sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return ProcessHandle.current().pid();
  }

  private static long burn(long millis) {
    long end = System.nanoTime() + millis * MILLI;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return ProcessHandle.current().pid();
  }

  /** Sleeps, or hogs its carrier until it is enough. */
  private static long turn(long millis) throws InterruptedException {
    if (millis > 0) {
      return sleep(millis);
    }
    long begin = System.nanoTime();
    while (!ENOUGH.get() && System.nanoTime() - begin < LONGEST) {
      Thread.onSpinWait();
    }
    return ProcessHandle.current().pid();
  }
}
