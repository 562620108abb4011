package dev.greenfork.worker.it;

import dev.greenfork.task.Call;
import dev.greenfork.task.IgnoreTask;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.Workflow;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** The tasks of the integration tests, as the annotation processor would list them. */
public final class TestTasks implements TaskIndex {

  @Override
  public List<TaskDefinition> tasks() {
    Parameter x = Definitions.parameter("x", Object.class);
    Parameter millis = Definitions.parameter("millis", long.class);
    Parameter y = Definitions.parameter("y", long.class);
    Parameter list = Definitions.parameter("list", List.class);
    Parameter more = Definitions.optional("more", Object.class);
    Parameter rest = Definitions.optional("rest", Object.class);
    return List.of(
        Definitions.task("it.echo", (self, a) -> a[0], x),
        Definitions.task("it.sleep", (self, a) -> sleep((long) a[0]), millis),
        Definitions.early(Definitions.task("it.early", (self, a) -> sleep((long) a[0]), millis)),
        Definitions.task("it.spin", (self, a) -> spin((long) a[0]), millis),
        Definitions.task("it.exit", (self, a) -> exit()),
        Definitions.early(Definitions.task("it.early_exit", (self, a) -> exit())),
        Definitions.task("it.print", (self, a) -> print()),
        Definitions.task("it.send", (self, a) -> send()),
        Definitions.task("it.retry", (self, a) -> retry()),
        Definitions.task("it.stubborn", (self, a) -> stubborn((long) a[0]), millis),
        Definitions.task("it.ledger", (self, a) -> Ledger.run((long) a[0]), millis),
        Definitions.task("it.add", (self, a) -> (long) a[0] + (long) a[1], millis, y),
        Definitions.task("it.sum", (self, a) -> sum((List<?>) a[0]), list),
        Definitions.task("it.fail", (self, a) -> fail(), rest, more),
        Definitions.task("it.replace", (self, a) -> replace()),
        Definitions.task("it.scatter", (self, a) -> scatter()),
        Definitions.task("it.workflow", (self, a) -> workflow()),
        Definitions.task("it.ignore", (self, a) -> ignore()),
        Definitions.task("it.more", (self, a) -> more((long) a[0]), millis),
        Definitions.task("it.position", (self, a) -> position()),
        Definitions.task("it.grow", (self, a) -> AbusiveTasks.grow((long) a[0]), millis),
        Definitions.task(
            "it.grow_and_sleep", (self, a) -> AbusiveTasks.growAndSleep((long) a[0]), millis),
        Definitions.task("it.segfault", (self, a) -> AbusiveTasks.segfault()),
        Definitions.task("it.kill_self", (self, a) -> AbusiveTasks.killSelf()),
        Definitions.task("it.fill_heap", (self, a) -> AbusiveTasks.fillHeap()),
        Definitions.task("it.oom_score", (self, a) -> AbusiveTasks.oomScore()),
        Definitions.task("it.surroundings", (self, a) -> surroundings()));
  }

  private static Object sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return millis;
  }

  private static Object spin(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return millis;
  }

  private static Object exit() {
    Runtime.getRuntime().halt(3);
    return 0;
  }

  private static Object print() {
    System.out.println("printed");
    System.out.write(0);
    System.out.println();
    System.err.print("half a line");
    LoggerFactory.getLogger("it.print").info("logged");
    return "done";
  }

  private static Object send() {
    TaskContext context = TaskContext.current();
    return context.send(Call.of("it.echo", "from " + context.name()));
  }

  private static Object retry() {
    TaskContext context = TaskContext.current();
    if (context.retries() < 2) {
      throw context.retry(Duration.ofMillis(50));
    }
    return context.retries();
  }

  /** Restores its interrupt and goes on to log, as well-meaning code does. */
  private static Object stubborn(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LoggerFactory.getLogger("it.stubborn").info("interrupted");
        break;
      }
    }
    return "survived";
  }

  private static long sum(List<?> values) {
    return values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
  }

  private static Object fail() {
    throw new IllegalArgumentException("no");
  }

  private static Object replace() {
    throw TaskContext.current()
        .replace(
            Workflow.chain(
                Call.of("it.add", 1, 2),
                Workflow.group(List.of(Call.of("it.add", 10))),
                Call.of("it.add", 100)));
  }

  private static Object scatter() {
    throw TaskContext.current()
        .replace(Workflow.group(List.of(Call.of("it.add", 1, 2), Call.of("it.add", 1, 2))));
  }

  private static Object workflow() {
    return TaskContext.current()
        .send(
            Workflow.chord(
                List.of(Call.of("it.add", 1, 2), Call.of("it.add", 3, 4)), Call.of("it.sum")));
  }

  /** Adds a part to the chord, and is one itself. */
  private static Object more(long value) {
    Call first = Call.of("it.add", value, 100);
    TaskContext.current().addToChord(Workflow.chain(first, Call.of("it.add", 1000)));
    return value;
  }

  private static Object ignore() {
    throw new IgnoreTask("not now");
  }

  private static Object position() {
    TaskContext context = TaskContext.current();
    return List.of(
        context.position().root().orElse("none"),
        context.position().parent().orElse("none"),
        context.stamps(),
        context.headers());
  }

  private static Object surroundings() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    TreeMap<String, Object> found = new TreeMap<>();
    found.put("environment", new TreeMap<>(System.getenv()));
    found.put("command", self.info().commandLine().orElse(""));
    found.put("pid", self.pid());
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      found.put("descriptors", descriptors.map(TestTasks::target).toList());
    }
    return found;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "gone";
    }
  }
}
