package dev.greenfork.worker.it;

import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.Definitions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that ask much of their worker, or do to it what they should not. */
public final class IsolationTasks implements TaskIndex {

  @Override
  public List<TaskDefinition> tasks() {
    Parameter text = Definitions.parameter("text", String.class);
    Parameter count = Definitions.parameter("count", long.class);
    return List.of(
        Definitions.task("iso.progress", (self, a) -> progress()),
        Definitions.task("iso.read", (self, a) -> read((String) a[0]), text),
        Definitions.task("iso.claim", (self, a) -> claim((String) a[0]), text),
        Definitions.task("iso.flood", (self, a) -> flood((long) a[0]), count),
        Definitions.task("iso.large", (self, a) -> large((long) a[0]), count),
        Definitions.task("iso.bulky", (self, a) -> bulky((long) a[0]), count),
        Definitions.task("iso.garbage", (self, a) -> garbage()),
        Definitions.task(
            "iso.dump",
            (self, a) -> dump((String) a[0]),
            text,
            Definitions.parameter("told", String.class)));
  }

  private static Object progress() throws InterruptedException {
    TaskContext context = TaskContext.current();
    context.state("PROGRESS", Map.of("done", 7));
    for (int i = 0; i < 3_000 && !context.isRevoked(); i++) {
      Thread.sleep(10);
    }
    return context.isRevoked() ? "stopped" : "never heard";
  }

  private static Object read(String id) {
    Optional<TaskContext.Stored> stored = TaskContext.current().result(id);
    return stored.isEmpty() ? "nothing" : List.of(stored.get().state(), stored.get().value());
  }

  private static Object claim(String state) {
    TaskContext.current().state(state, null);
    return "claimed";
  }

  private static Object flood(long count) {
    TaskContext context = TaskContext.current();
    for (long i = 0; i < count; i++) {
      context.send("it.echo", List.of(i), "nowhere");
    }
    return count;
  }

  /** What asking with so many bytes gives, and then with few. */
  private static Object large(long bytes) {
    TaskContext context = TaskContext.current();
    String refused;
    try {
      refused = context.send("it.echo", List.of("x".repeat((int) bytes)), "nowhere");
    } catch (TaskSendException e) {
      refused = String.valueOf(e.getMessage());
    }
    context.send("it.echo", List.of("small"), "nowhere");
    return refused;
  }

  /** Sends two tasks of so many bytes each, and returns as many. */
  private static Object bulky(long bytes) {
    String bulk = "x".repeat((int) bytes);
    TaskContext.current().send("it.echo", List.of(bulk), "nowhere");
    TaskContext.current().send("it.echo", List.of(bulk), "nowhere");
    return bulk;
  }

  /** Writes what is no frame to each socket of this process. */
  @SuppressWarnings("CatchingUnchecked") // why: a method handle declares that it throws anything
  private static Object garbage() throws IOException, InterruptedException {
    Linker linker = Linker.nativeLinker();
    var write =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("write"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG));
    try (Arena arena = Arena.ofConfined();
        var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      MemorySegment bytes = arena.allocateFrom("garbage garbage garbage");
      for (Path descriptor : descriptors.filter(IsolationTasks::isSocket).toList()) {
        int number = Integer.parseInt(descriptor.getFileName().toString());
        try {
          long written = (long) write.invokeExact(number, bytes, bytes.byteSize());
          System.err.println("garbage written: " + written);
        } catch (Throwable e) {
          throw new IllegalStateException(e);
        }
      }
    }
    Thread.sleep(20_000);
    return "nobody minded";
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  private static Object dump(String file) throws IOException {
    ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
        .dumpHeap(file, false);
    return file;
  }
}
