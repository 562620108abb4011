package dev.greenfork.worker.it;

import dev.greenfork.task.Call;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.ResourceLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Tasks that put a pool to the test. */
public final class GreenTasks implements TaskIndex {

  private static final AtomicBoolean HOGGING = new AtomicBoolean();
  private static final Map<Long, CountDownLatch> MEETINGS = new ConcurrentHashMap<>();

  /** Sleeps while it is initialised, so that who uses it first is kept on the carrier. */
  private static final class Slow {

    private static final long MILLIS = sleep(2_000);

    private Slow() {}
  }

  @Override
  public List<TaskDefinition> tasks() {
    Parameter millis = Definitions.parameter("millis", long.class);
    Parameter count = Definitions.parameter("count", long.class);
    return List.of(
        Definitions.task("green.time", (self, a) -> System.currentTimeMillis()),
        Definitions.task("green.pinned", (self, a) -> Slow.MILLIS),
        Definitions.task("green.native", (self, a) -> AbusiveTasks.sleepBelowNativeCode(2)),
        Definitions.task("green.burn", (self, a) -> burn((long) a[0]), millis),
        Definitions.task("green.meet", (self, a) -> meet((long) a[0]), count),
        Definitions.task("green.hog", (self, a) -> hog()),
        Definitions.task("green.checked", (self, a) -> checked()),
        Definitions.task("green.deaf", (self, a) -> deaf((long) a[0]), millis),
        shared("green.query", "db", 2, millis),
        shared("green.report", "db", 2, millis));
  }

  /** Lets hogs run until told otherwise; they run in the test's own process. */
  static void hogging(boolean wanted) {
    HOGGING.set(wanted);
  }

  /** Waits until so many runs of it are here at once, and returns whether they came. */
  private static boolean meet(long count) throws InterruptedException {
    CountDownLatch meeting =
        MEETINGS.computeIfAbsent(count, key -> new CountDownLatch((int) count));
    meeting.countDown();
    return meeting.await(60, TimeUnit.SECONDS);
  }

  private static long hog() {
    long turns = 0;
    while (HOGGING.get()) {
      Thread.onSpinWait();
      turns++;
    }
    return turns;
  }

  private static TaskDefinition shared(String name, String resource, int most, Parameter millis) {
    TaskOptions plain = TaskOptions.DEFAULT;
    return Definitions.with(
        Definitions.task(name, (self, a) -> sleep((long) a[0]), millis),
        new TaskOptions(
            plain.kind(),
            plain.ack(),
            plain.retries(),
            new TaskOptions.RunLimits(null, null, null, new ResourceLimit(resource, most)),
            plain.storing()));
  }

  private static long sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return millis;
  }

  /** So much wall time without blocking. */
  private static long burn(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return millis;
  }

  private static long checked() {
    while (true) {
      TaskContext.current().checkDeadline();
    }
  }

  /** Swallows interrupts, and at its end shows a state and sends a task. */
  private static Object deaf(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    int swallowed = 0;
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        swallowed++;
      }
    }
    LoggerFactory.getLogger("green.deaf").info("swallowed {} interrupts", swallowed);
    TaskContext.current().state("LATE", swallowed);
    try {
      return TaskContext.current().send(Call.of("it.echo", "late"));
    } catch (TaskSendException e) {
      return "refused";
    }
  }
}
